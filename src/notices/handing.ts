import { replyToken } from '#complaints/index.ts';
import { inLanguage } from '#languages/i18n.ts';
import { compose, type Origin, taggedAddress, wireAddress } from '#mail/compose.ts';
import type { Handing } from '#mail/out.ts';
import { attachmentsOf } from './attachments.ts';
import type { Sending } from './jobs.ts';
import { readLetter } from './letter.ts';
import { isAutomatic, type NoticeKind } from './notice.ts';
import type { Due } from './outbox.ts';
import { noticeToSend } from './queries.ts';
import type { WayOut } from './ways-out.ts';

/** A mail ready to go: composed anew for every try, under the same Message-ID. */
export async function handingOf(
  { db, clock, files, linkKey, way }: Sending & { way: WayOut },
  mail: Due,
): Promise<Omit<Handing, 'handOver'>> {
  const { kind, reference, letter: text } = await noticeToSend(db, mail);
  const letter = readLetter(text);
  const { name, address, mailbox } = way.sender;
  const tag = letter.replyTag ?? (reference && replyToken(linkKey, reference));
  const replyTo = tag && mailbox?.settings.plusAddressing ? taggedAddress(address, tag) : address;
  const bytes = await inLanguage(letter.language, async () =>
    compose(
      {
        ...letter,
        attachments: await attachmentsOf({ db, files }, mail.customerId, letter.attachments),
        messageId: mail.messageId.replace(/^<|>$/g, ''),
        date: clock.now(),
        from: { name, address },
        replyTo,
        origin: originOf(kind, letter.inReplyTo),
      },
      way.key,
    ),
  );
  const to = [...letter.to, ...letter.cc].map(wireAddress);
  return { envelope: { from: wireAddress(replyTo), to }, bytes };
}

function originOf(kind: NoticeKind, inReplyTo: string | null): Origin {
  if (!isAutomatic(kind)) return 'person';
  return kind === 'acknowledgement' || inReplyTo ? 'replied' : 'generated';
}
