import { endOfWorkingDay } from '#calendar/working-days.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { NoticeFact } from '#notices/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { noteAcknowledged, noteUnacknowledged, setNextDate } from './commands.ts';
import { complaintIdOf } from './complaint.ts';
import { complaintHead, openPromiseCount } from './queries.ts';

/** Acknowledged is what reached the customer: taken by their mail server, or shown on their page. */
export async function acknowledge(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeDelivered' || data.kind !== 'acknowledgement' || !data.complaintId) return;
  await noteAcknowledged(unit, { customerId, complaintId: data.complaintId }, idOf(stream));
}

/** What came back was no acknowledgement. */
export async function unacknowledge(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<NoticeFact>;
  if (type !== 'NoticeFailed' || data.kind !== 'acknowledgement' || !data.complaintId) return;
  await noteUnacknowledged(unit, { customerId, complaintId: data.complaintId }, idOf(stream));
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
  'NoticeFailed',
] as const;

/** Law 2: an open complaint has one next date, always. */
export async function keepNextDate(unit: Unit, entry: Entry): Promise<void> {
  const of = { customerId: entry.customerId, complaintId: complaintIdOf(entry) };
  const complaint = await complaintHead(unit.tx, of);
  if (!complaint || complaint.closedAt || (await openPromiseCount(unit.tx, of)) > 0) return;
  const { zone } = await assertOrganisation(unit.tx);
  const at = endOfWorkingDay(unit.now, zone, lookAgainDays[complaint.state]);
  if (complaint.nextAt?.getTime() === at.getTime()) return;
  await setNextDate(unit, of, at);
}
