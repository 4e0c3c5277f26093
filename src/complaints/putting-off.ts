import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { earliestClockOf } from './clock-dates.ts';
import { addMessage, type Of } from './commands.ts';
import { complaintFrom, complaintStream } from './complaint.ts';
import { lookAgain } from './look-again.ts';
import { complaintHead, earliestPromiseOf } from './queries.ts';

export type PuttingOff = { at: Date; staffId: string; reason: string | undefined };

/** Its owner looks at it again on another day; the reason, if they give one, is kept as a note. */
export async function putOff(unit: Unit, of: Of, wish: PuttingOff): Promise<void> {
  const { staffId, reason } = wish;
  const stream = complaintStream(of.customerId, of.complaintId);
  const complaint = complaintFrom(await unit.load(stream));
  const head = await complaintHead(unit.tx, of);
  if (!complaint || !head) throw notFound('There is no such complaint.');
  const promisedAt = await earliestPromiseOf(unit.tx, of);
  const dueAt = (await earliestClockOf(unit.tx, of, unit.now)) ?? null;
  const standing = { promisedAt, dueAt, isOurTurn: head.state === 'to_do' };
  const facts = lookAgain(complaint, wish, standing, unit.now);
  if (reason)
    await addMessage(unit, of, { staffId, audience: 'internal', text: reason, files: [] });
  await unit.record(stream, facts);
}
