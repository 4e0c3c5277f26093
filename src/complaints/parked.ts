import type { Database } from '#database/connection.ts';
import { newId } from '#id.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { type Intake, type Received, takeIn, wishOf } from './intake.ts';
import type { ComplaintBody } from './schemas.ts';

/** Why a form's safeguards held something back. */
export type ParkReason = 'hidden_field_filled' | 'sent_too_fast' | 'too_many_from_one_address';

/** What was sent, whole, so that a person can make it a complaint as if nothing had happened. */
export type Submission = { body: ComplaintBody; files: ParkedFile[] };
type ParkedFile = Omit<StoredFile, 'sha256'> & { sha256: string };

/** Keeps a suspicious submission for a person to look at. Nothing is ever dropped. */
export async function park(
  unit: Unit,
  held: { body: ComplaintBody; files: readonly StoredFile[]; reason: ParkReason },
): Promise<void> {
  const files = held.files.map((file) => ({ ...file, sha256: file.sha256.toString('hex') }));
  await unit.tx
    .insertInto('parked_complaints')
    .values({
      parked_id: newId(),
      reason: held.reason,
      submission: JSON.stringify({ body: held.body, files }),
      parked_at: unit.now,
    })
    .execute();
}

export type ParkedView = {
  id: string;
  reason: string;
  parkedAt: Date;
  text: string;
  name: string | null;
  email: string | null;
};

export async function listParked(db: Database, limit: number): Promise<ParkedView[]> {
  const rows = await db
    .selectFrom('parked_complaints')
    .select(['parked_id', 'reason', 'parked_at', 'submission'])
    .where('decision', 'is', null)
    .orderBy('parked_at')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const { text, name = null, email = null } = (row.submission as Submission).body;
    return { id: row.parked_id, reason: row.reason, parkedAt: row.parked_at, text, name, email };
  });
}

/** A person looked: it is a complaint, received when it was sent. */
export async function acceptParked(
  intake: Intake,
  unit: Unit,
  decided: { parkedId: string; staffId: string },
): Promise<Received> {
  const { submission, parkedAt } = await lockUndecided(unit, decided.parkedId);
  const files = submission.files.map((file) => ({
    ...file,
    sha256: Buffer.from(file.sha256, 'hex'),
  }));
  const wish = wishOf(submission.body, { kind: 'anyone' }, { channel: 'web', files });
  const received = await takeIn(intake, unit, { ...wish, receivedAt: parkedAt });
  await decide(unit, decided, {
    decision: 'complaint',
    decision_reason: null,
    complaint_id: received.id,
  });
  return received;
}

/** A person looked: it is rubbish. It stays where it is, with the name of whoever said so. */
export async function rejectParked(
  unit: Unit,
  decided: { parkedId: string; staffId: string; reason: string },
): Promise<void> {
  await lockUndecided(unit, decided.parkedId);
  const values = { decision: 'rubbish', decision_reason: decided.reason } as const;
  await decide(unit, decided, { ...values, complaint_id: null });
}

async function lockUndecided(unit: Unit, parkedId: string) {
  const row = await unit.tx
    .selectFrom('parked_complaints')
    .select(['submission', 'parked_at', 'decision'])
    .where('parked_id', '=', parkedId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('There is nothing held back under this id.');
  if (row.decision) {
    throw new Refusal('decided_already', 'Somebody has decided this already.', { status: 409 });
  }
  return { submission: row.submission as Submission, parkedAt: row.parked_at };
}

async function decide(
  unit: Unit,
  { parkedId, staffId }: { parkedId: string; staffId: string },
  values: {
    decision: 'complaint' | 'rubbish';
    decision_reason: string | null;
    complaint_id: string | null;
  },
): Promise<void> {
  await unit.tx
    .updateTable('parked_complaints')
    .set({ ...values, decided_by: staffId, decided_at: unit.now })
    .where('parked_id', '=', parkedId)
    .execute();
}
