import { normalEmail } from '#customers/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { queueNotice } from './commands.ts';
import { type Letter, readLetter } from './letter.ts';
import { type Notice, noticeFrom, noticeStream, post } from './notice.ts';
import { type OfNotice, refusedFor, takeFromOutbox } from './outbox.ts';
import { noticeById } from './queries.ts';

/**
 * The same words once more, as a new notice under an id of its own. Nobody who has them gets them
 * twice; `to` is another address, for one at which nobody was reached.
 */
export async function sendAgain(
  unit: Unit,
  of: OfNotice,
  to: string | null,
): Promise<{ noticeId: string }> {
  const notice = await load(unit, of);
  const kept = await noticeById(unit.tx, of);
  if (notice.state !== 'failed' || notice.channel !== 'mail') {
    throw new Refusal('not_failed', 'Only a mail that failed is sent again.', { status: 409 });
  }
  if (kept.againAs) {
    throw new Refusal('sent_again_already', 'This was sent again already.', { status: 409 });
  }
  const letter = readLetter(kept.letter);
  const recipients = to ? { to: [to], cc: [] } : await missedBy(unit, of, notice, letter);
  const { complaintId, kind, messageId } = notice;
  const sent = await queueNotice(unit, {
    customerId: of.customerId,
    complaintId,
    kind,
    ...(messageId && { messageId }),
    mailboxId: kept.mailboxId,
    again: of.noticeId,
    letter: { ...letter, ...recipients },
  });
  await takeFromOutbox(unit, of);
  return sent;
}

async function missedBy(
  unit: Unit,
  of: OfNotice,
  { cause, told }: Notice,
  { to, cc }: Letter,
): Promise<Pick<Letter, 'to' | 'cc'>> {
  if (!told && cause !== 'partly_refused') return { to, cc };
  const refused = (await refusedFor(unit, of)).map(normalEmail);
  const missed = [...to, ...cc].filter((address) => refused.includes(normalEmail(address)));
  if (missed.length > 0) return { to: missed, cc: [] };
  throw new Refusal(
    'address_needed',
    'Others have this message already. Say to which address it should go.',
    { status: 409, fields: [{ field: 'to', message: 'is needed' }] },
  );
}

/** A person has posted a letter; the day is theirs to say. */
export async function recordPosting(unit: Unit, of: OfNotice, postedOn: string): Promise<void> {
  const notice = await load(unit, of);
  const { zone } = await assertOrganisation(unit.tx);
  const { queuedAt } = await noticeById(unit.tx, of);
  const facts = post(notice, postedOn);
  if (postedOn > dayOf(unit.now, zone)) {
    throw new Refusal('date_in_the_future', 'This day has not come yet.');
  }
  if (postedOn < dayOf(queuedAt, zone)) {
    throw new Refusal('date_too_early', 'On this day the letter had not been written yet.');
  }
  await unit.record(noticeStream(of.customerId, of.noticeId), facts);
}

async function load(unit: Unit, of: OfNotice): Promise<Notice> {
  const notice = noticeFrom(await unit.load(noticeStream(of.customerId, of.noticeId)));
  if (notice) return notice;
  throw notFound('There is no such message.');
}

/** The day on the calendar of a zone, as 2026-11-23. */
const dayOf = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at);
