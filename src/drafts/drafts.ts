import { sql } from 'kysely';
import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { Refusal } from '#refusal.ts';

export const draftKinds = ['reply', 'note'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** Whose draft of what; one person has one of each kind in a complaint. */
export type OfDraft = Of & { staffId: string; kind: DraftKind };

/** `open`: being written. `sending`: goes out at `sendAt`. `held`: was to go out, and could not. */
export type DraftState = 'open' | 'sending' | 'held';

export type Draft = {
  kind: DraftKind;
  content: Record<string, unknown>;
  version: number;
  state: DraftState;
  sendAt: Date | null;
  heldCode: string | null;
  heldSentence: string | null;
  updatedAt: Date;
};

export type Saved = { content: Record<string, unknown>; version: number; now: Date };

/**
 * Keeps what was written since `version`, which is 0 for a draft that is new. Where somebody has
 * written on in another browser nothing is overwritten: both have to be looked at.
 */
export async function saveDraft(tx: Tx, of: OfDraft, saved: Saved): Promise<number> {
  const { content, version, now } = saved;
  if (version === 0 && (await insertDraft(tx, of, saved))) return 1;
  const known = await lockDraft(tx, of);
  if (!known) throw draftGone();
  if (known.state === 'sending') throw beingSent();
  // The answer to the same wish was lost.
  if (isSame(known.content, content)) return known.version;
  if (known.version !== version) throw changedElsewhere();
  await updateDraft(tx, of)
    .set({ content: JSON.stringify(content), version: version + 1, updated_at: now })
    .execute();
  return version + 1;
}

const isSame = (one: unknown, other: unknown): boolean => sortedJson(one) === sortedJson(other);

/** The database keeps no order of keys. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

async function insertDraft(tx: Tx, of: OfDraft, { content, now }: Saved): Promise<boolean> {
  const { customerId, complaintId, staffId, kind } = of;
  const row = await tx
    .insertInto('drafts')
    .values({
      customer_id: customerId,
      complaint_id: complaintId,
      staff_id: staffId,
      kind,
      content: JSON.stringify(content),
      version: 1,
      state: 'open',
      updated_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

export const updateDraft = (tx: Database | Tx, of: OfDraft) =>
  tx
    .updateTable('drafts')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('staff_id', '=', of.staffId)
    .where('kind', '=', of.kind);

export async function forgetDraft(tx: Tx, of: OfDraft): Promise<void> {
  await tx
    .deleteFrom('drafts')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('staff_id', '=', of.staffId)
    .where('kind', '=', of.kind)
    .execute();
}

const draftColumns = [
  'kind',
  'content',
  'version',
  'state',
  'send_at as sendAt',
  'held_code as heldCode',
  'held_sentence as heldSentence',
  'updated_at as updatedAt',
] as const;

/** Held until the end of the transaction: whoever sends it too waits here and then finds nothing. */
export async function lockDraft(
  tx: Tx,
  { customerId, complaintId, staffId, kind }: OfDraft,
): Promise<(Draft & { answer: unknown }) | undefined> {
  const row = await tx
    .selectFrom('drafts')
    .select([...draftColumns, 'answer'])
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .where('staff_id', '=', staffId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  return row as (Draft & { answer: unknown }) | undefined;
}

/** What one person is writing in a complaint. */
export async function draftsIn(db: Database, of: Of, staffId: string): Promise<Draft[]> {
  const rows = await db
    .selectFrom('drafts')
    .select(draftColumns)
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('staff_id', '=', staffId)
    .execute();
  return rows as Draft[];
}

export type DraftPlace = { complaintId: string; kind: DraftKind; state: DraftState };

/** Where one person is writing, the latest first. */
export async function draftsOf(db: Database, staffId: string): Promise<DraftPlace[]> {
  const rows = await db
    .selectFrom('drafts')
    .select(['complaint_id as complaintId', 'kind', 'state'])
    .where('staff_id', '=', staffId)
    .orderBy(sql`updated_at desc`)
    .limit(draftsShownMax)
    .execute();
  return rows as DraftPlace[];
}

const draftsShownMax = 500;

export const changedElsewhere = (): Refusal =>
  new Refusal(
    'draft_changed_elsewhere',
    'You wrote on in another window. Nothing is lost: choose which words go on.',
    { status: 409 },
  );

export const draftGone = (): Refusal =>
  new Refusal('draft_gone', 'This draft was sent or thrown away in another window.', {
    status: 409,
  });

export const beingSent = (): Refusal =>
  new Refusal('draft_being_sent', 'This reply is on its way. Undo it first to change it.', {
    status: 409,
  });
