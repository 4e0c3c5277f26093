import { endOfWorkingDay } from '#calendar/working-days.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { NoticeFact } from '#notices/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { earliestClockOf } from './clock-dates.ts';
import {
  noteAcknowledged,
  noteAnswerArrived,
  noteAnswerFailed,
  noteQuestionFailed,
  noteUnacknowledged,
  setNextDate,
} from './commands.ts';
import { complaintIdOf } from './complaint.ts';
import { openWithoutPromise } from './queries.ts';

/** Acknowledged is what reached the customer: taken by their mail server, or shown on their page. */
export async function acknowledge(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeDelivered' || data.kind !== 'acknowledgement' || !data.complaintId) return;
  await noteAcknowledged(unit, { customerId, complaintId: data.complaintId }, idOf(stream));
}

/** What did not arrive, or came back, was not told. */
export async function untell(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<NoticeFact>;
  const { complaintId, kind, messageId } = data;
  if (type !== 'NoticeFailed' || data.told || !complaintId) return;
  const of = { customerId, complaintId };
  if (kind === 'acknowledgement') await noteUnacknowledged(unit, of, idOf(stream));
  if (kind === 'closure_question') await noteQuestionFailed(unit, of, idOf(stream));
  if (kind === 'answer' && messageId) await noteAnswerFailed(unit, of, messageId);
}

/** What had failed and was sent again has arrived. */
export async function tellAfterAll(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<NoticeFact>;
  const { complaintId, kind, messageId, again } = data;
  if (type !== 'NoticeDelivered' || !again || !complaintId) return;
  if (kind === 'answer' && messageId)
    await noteAnswerArrived(unit, { customerId, complaintId }, messageId);
}

/** Working days until its owner looks at it again: soon when it is our turn. */
const lookAgainDays = { to_do: 1, waiting: 5, done: 0 } as const;

/** What may leave a complaint without a date. */
export const undatingFactTypes = [
  'MessageAdded',
  'ContactLogged',
  'ComplaintReopened',
  'FixDenied',
  'PromiseKept',
  'PromiseBroken',
  'PromiseConfirmed',
  'PromiseDisputed',
  'PromiseReopened',
  'RemedyProposed',
  'RemedyRefused',
  'RemedyAccepted',
  'RemedyDeclined',
  'RemedyDisputed',
  'NoticeFailed',
] as const;

/** Law 2: an open complaint has one next date, always. */
export async function keepNextDate(unit: Unit, entries: readonly Entry[]): Promise<void> {
  const told = entries.filter((entry) => !isNote(entry));
  const keys = new Map(told.map((entry) => [complaintIdOf(entry), entry.customerId]));
  const of = [...keys].map(([complaintId, customerId]) => ({ customerId, complaintId }));
  for (const { state, nextAt, ...undated } of await openWithoutPromise(unit.tx, of)) {
    const organisation = await assertOrganisation(unit.tx);
    const usual = endOfWorkingDay(unit.now, organisation, lookAgainDays[state]);
    // Never after the day on which the rules want something.
    const due = await earliestClockOf(unit.tx, undated, unit.now);
    const at = due && due < usual ? due : usual;
    if (nextAt?.getTime() !== at.getTime()) await setNextDate(unit, undated, at);
  }
}

/** A note between ourselves changes nothing for the customer. */
const isNote = ({ type, data }: Entry): boolean =>
  type === 'MessageAdded' && data['audience'] === 'internal';
