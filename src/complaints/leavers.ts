import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { newId } from '#id.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Ledger, Unit } from '#ledger/ledger.ts';
import { type Leaver, leaverOf } from '#staff/index.ts';
import type { Of } from './commands.ts';
import { type Complaint, type ComplaintFact, complaintFrom, complaintStream } from './complaint.ts';
import { declineHandOver, takeOver } from './hand-over.ts';

// Law 2: what somebody had who has left is with a named person, whenever it comes to life again.

const batchMax = 100;

/** Swept: each complaint in its own unit; two sweeps that meet at one hand it on once. */
export async function handOnComplaints(db: Database, ledger: Ledger): Promise<number> {
  return eachInItsUnit(ledger, await orphanedComplaints(db), (unit, { staffId, ...of }) =>
    handOn(unit, of, staffId),
  );
}

type Orphaned = Of & { staffId: string };

/** Open ones of people who have left, and those that wait for such a person's yes. */
async function orphanedComplaints(db: Database): Promise<Orphaned[]> {
  const { rows } = await sql<Orphaned>`
    select complaints.customer_id as "customerId", complaint_id as "complaintId",
      staff.staff_id as "staffId"
    from staff
    join complaints on (owner_id = staff.staff_id and state <> 'done')
      or offered_to = staff.staff_id
    where left_at is not null
    limit ${batchMax}`.execute(db);
  return rows;
}

async function handOn(unit: Unit, of: Of, staffId: string): Promise<void> {
  const stream = complaintStream(of.customerId, of.complaintId);
  const complaint = complaintFrom(await unit.load(stream));
  const leaver = await leaverOf(unit, staffId);
  // Back again meanwhile.
  if (!complaint || !leaver) return;
  const [words] = await unit.keepWords(of.customerId, [noteOf(leaver)]);
  if (words) await unit.record(stream, afterLeaving(complaint, { ...leaver, staffId, words }));
}

const noteOf = ({ name, note }: Leaver): string =>
  [`${name} has left.`, note].filter(Boolean).join('\n\n');

/** An offer to them falls; what was theirs is their successor's, with a note. */
export function afterLeaving(
  complaint: Complaint,
  leaver: { staffId: string; successorId: string; leftBy: string; words: WordsRef },
): ComplaintFact[] {
  const { staffId, successorId, leftBy, words } = leaver;
  const fallen = complaint.offeredTo === staffId ? declineHandOver(complaint, staffId, words) : [];
  if (complaint.ownerId !== staffId || complaint.closed) return fallen;
  const messageId = newId();
  const note = { messageId, staffId: leftBy, audience: 'internal' as const, words, files: [] };
  return [...fallen, ...takeOver(complaint, successorId), { type: 'MessageAdded', data: note }];
}
