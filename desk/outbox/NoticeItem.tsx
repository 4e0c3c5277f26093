import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutboxNotice } from '../api/outbox-types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { failureWords } from '../words.ts';
import { AgainDialog } from './AgainDialog.tsx';
import { waitingWords } from './fault-words.ts';
import { PostedDialog } from './PostedDialog.tsx';

type Props = { notice: OutboxNotice };

/** One message: to whom, what became of it, and what a person can do about it. */
export function NoticeItem({ notice }: Props) {
  const { subject, channel, state, settledAt, queuedAt } = notice;
  const isActive = state === 'failed' || (state === 'waiting' && channel === 'post');
  return (
    <li className={state}>
      <details>
        <summary>
          <span className="subject" dir="auto">
            {subject || t`Without a subject`}
          </span>
          <span className="quiet" dir="auto">
            {whither(notice)}
          </span>
          <span className="quiet">
            <At at={state === 'delivered' ? (settledAt ?? queuedAt) : queuedAt} />
          </span>
        </summary>
        <Whole notice={notice} />
      </details>
      <Trouble notice={notice} />
      {isActive && <Acts notice={notice} />}
    </li>
  );
}

function whither({ to, cc, channel }: OutboxNotice): string {
  const names = [channel === 'post' ? to?.split('\n').join(', ') : to, ...cc];
  return names.filter(Boolean).join(', ') || t`no address`;
}

function Whole({ notice: { text, complaintId, reference, mailbox, channel } }: Props) {
  return (
    <>
      <p className="words" dir="auto">
        {text || t`There is no text.`}
      </p>
      <p className="quiet">
        {channel === 'post' ? t`On paper` : t`Out of ${{ address: mailbox.address }}`}
        {complaintId && (
          <>
            {' · '}
            <Link to="/complaints/$id" params={{ id: complaintId }}>
              {reference ? (
                <Trans>Open the complaint {reference}</Trans>
              ) : (
                <Trans>Open the complaint</Trans>
              )}
            </Link>
          </>
        )}
      </p>
    </>
  );
}

/** Why it failed; or, while it is tried again and again, why it has not gone yet. */
function Trouble({ notice }: Props) {
  const { state, attempts, lastFault, refused } = notice;
  if (state === 'failed') {
    return (
      <p className="fault">
        {capitalised(failureWords(notice))}.
        {refused.length > 0 && ` ${t`Not for ${{ addresses: refused.join(', ') }}.`}`}
      </p>
    );
  }
  if (state !== 'waiting' || !lastFault) return null;
  const why = waitingWords(lastFault);
  return (
    <p className="fault">
      {attempts > 1
        ? plural(attempts, { one: `${why} (tried # time)`, other: `${why} (tried # times)` })
        : why}
    </p>
  );
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function Acts({ notice }: Props) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!may(me, 'answer')) return null;
  const close = () => setOpen(false);
  const isLetter = notice.channel === 'post';
  return (
    <div className="buttons">
      {isLetter && (
        <a
          className="button plain"
          href={`/api/notices/${notice.id}/letter.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          <Trans>Print the letter</Trans>
        </a>
      )}
      <Button onPress={() => setOpen(true)}>
        {isLetter ? t`I have posted it` : t`Send again`}
      </Button>
      {isOpen &&
        (isLetter ? (
          <PostedDialog notice={notice} onClose={close} />
        ) : (
          <AgainDialog notice={notice} onClose={close} />
        ))}
    </div>
  );
}
