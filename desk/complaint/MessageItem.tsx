import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Complaint, FileOf, Message } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { channelWords, nameOfCustomer, sizeInWords } from '../words.ts';
import { Delivery } from './Delivery.tsx';
import { AnswerThis } from './mail/AnswerThis.tsx';
import { MailHead, OriginalWays, Quoted } from './mail/MailParts.tsx';
import { otherWriter } from './mail/writer.ts';

type Props = { message: Message; complaint: Complaint };

/** Words in the thread. A note between ourselves can never be taken for something the customer saw. */
export function MessageItem({ message, complaint }: Props) {
  const { author, audience, mail } = message;
  const isNote = audience === 'internal';
  const writer = whoWrote(message, complaint);
  return (
    <li className={`message ${isNote ? 'note' : author}`} data-id={message.id}>
      <article aria-label={isNote ? t`Note by ${writer}` : undefined}>
        {isNote && (
          <p className="note-label">
            <Trans>Between ourselves – the customer never sees this</Trans>
          </p>
        )}
        <Byline message={message} complaint={complaint} />
        {mail && <MailHead mail={mail} other={otherWriter(message, complaint)} />}
        <Content message={message} complaint={complaint} />
        <Delivery message={message} complaint={complaint} />
        {mail && (
          <OriginalWays mail={mail}>
            <AnswerThis message={message} complaint={complaint} />
          </OriginalWays>
        )}
      </article>
    </li>
  );
}

function Content({ message, complaint }: Props) {
  const { author, text, quoted, files, isFinal, noAction } = message;
  const language = author === 'customer' ? complaint.customer.language : null;
  return (
    <>
      {isFinal && (
        <p className="final-mark">
          <Trans>Final answer</Trans>
        </p>
      )}
      {text !== null && <Words text={text} lang={language ?? undefined} />}
      {text === null && files.length === 0 && (
        <p className="quiet">
          <Trans>No words are kept here.</Trans>
        </p>
      )}
      {noAction && (
        <p className="reason">
          <Trans>
            <strong>Why nothing can be done:</strong> <bdi>{noAction}</bdi>
          </Trans>
        </p>
      )}
      {quoted && <Quoted text={quoted} />}
      {files.length > 0 && <Files files={files} complaintId={complaint.id} />}
    </>
  );
}

function Byline({ message, complaint }: Props) {
  const { author, authorName, channel, occurredAt } = message;
  return (
    <p className="byline">
      <strong dir="auto">{whoWrote(message, complaint)}</strong>
      <span>
        {author === 'customer' && `${channelWords[channel]} · `}
        {author === 'customer' && authorName && `${t`written down by ${authorName}`} · `}
        <At at={occurredAt} />
      </span>
    </p>
  );
}

function whoWrote(message: Message, complaint: Complaint): string {
  const { author, authorName } = message;
  const { customer, customerName } = complaint;
  const other = otherWriter(message, complaint);
  if (other) return other.name || other.address;
  if (author === 'customer') return nameOfCustomer(customer.name ?? customerName);
  return authorName ?? (author === 'program' ? t`Sent automatically` : t`Somebody who has left us`);
}

/** Longer than this a text would push everything else out of sight. */
const foldedFrom = 3_000;

function Words({ text, lang }: { text: string; lang: string | undefined }) {
  const [isWhole, showWhole] = useState(text.length <= foldedFrom);
  return (
    <>
      <p className="words" dir="auto" lang={lang}>
        {isWhole ? text : `${text.slice(0, foldedFrom)} …`}
      </p>
      {!isWhole && (
        <Button look="quiet" onPress={() => showWhole(true)}>
          <Trans>Show all of it</Trans>
        </Button>
      )}
    </>
  );
}

function Files({ files, complaintId }: { files: readonly FileOf[]; complaintId: string }) {
  return (
    <ul className="files" aria-label={t`Files`}>
      {files.map((file) => (
        <li key={file.id}>
          <a
            dir="auto"
            href={`/api/complaints/${complaintId}/files/${file.id}`}
            download={file.name}
          >
            {file.name}
          </a>{' '}
          <span className="quiet">{sizeInWords(file.size)}</span>
        </li>
      ))}
    </ul>
  );
}
