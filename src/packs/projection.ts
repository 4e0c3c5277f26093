import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { PackFact } from './facts.ts';

export const packFactTypes = [
  'PackSwitchedOn',
  'PackSwitchedOff',
  'CharterWritten',
  'OutsideBodyStated',
  'PacksApplied',
  'StageBegun',
  'RecordFilled',
] as const satisfies readonly PackFact['type'][];

type DataOf<T extends PackFact['type']> = Extract<PackFact, { type: T }>['data'];

export async function projectPack(tx: Tx, entry: Entry): Promise<void> {
  const { type, data } = entry as Entry<PackFact>;
  switch (type) {
    case 'PackSwitchedOn':
      return switchOn(tx, entry, data);
    case 'PackSwitchedOff':
      return switchOff(tx, entry, data);
    case 'CharterWritten':
      return keepCharter(tx, entry, data);
    case 'OutsideBodyStated':
      return stateBody(tx, entry, data);
    case 'PacksApplied':
      return apply(tx, entry, data);
    case 'StageBegun':
      return beginStage(tx, entry, data);
    case 'RecordFilled':
      return fill(tx, entry, data);
  }
}

async function switchOn(
  tx: Tx,
  { recordedAt }: Entry,
  data: DataOf<'PackSwitchedOn'>,
): Promise<void> {
  const state = {
    is_on: true,
    applies_to: data.appliesTo,
    area_ids: data.areaIds,
    reason_id: data.reason.words,
    changed_by: data.by,
    changed_at: recordedAt,
  };
  await tx
    .insertInto('packs')
    .values({ ...keptOf(data), is_charter: data.isCharter, ...state })
    .onConflict((conflict) => conflict.columns(['pack_id', 'version']).doUpdateSet(state))
    .execute();
}

async function switchOff(
  tx: Tx,
  { recordedAt }: Entry,
  { packId, version, reason, by }: DataOf<'PackSwitchedOff'>,
): Promise<void> {
  await tx
    .updateTable('packs')
    .set({ is_on: false, reason_id: reason.words, changed_by: by, changed_at: recordedAt })
    .where('pack_id', '=', packId)
    .where('version', '=', version)
    .execute();
}

async function keepCharter(
  tx: Tx,
  { recordedAt }: Entry,
  data: DataOf<'CharterWritten'>,
): Promise<void> {
  await tx
    .insertInto('packs')
    .values({
      ...keptOf(data),
      is_charter: true,
      is_on: false,
      applies_to: 'every',
      area_ids: [],
      reason_id: data.reason.words,
      changed_by: data.by,
      changed_at: recordedAt,
    })
    .execute();
}

const keptOf = (data: DataOf<'CharterWritten'>) => ({
  pack_id: data.packId,
  version: data.version,
  digest: data.digest,
  content_id: data.content.words,
  effective_from: data.effectiveFrom,
  effective_to: data.effectiveTo,
});

async function stateBody(
  tx: Tx,
  { recordedAt }: Entry,
  { bodyId, content, by }: DataOf<'OutsideBodyStated'>,
): Promise<void> {
  const stated = { content_id: content.words, stated_by: by, stated_at: recordedAt };
  await tx
    .insertInto('outside_bodies')
    .values({ body_id: bodyId, ...stated })
    .onConflict((conflict) => conflict.column('body_id').doUpdateSet(stated))
    .execute();
}

async function apply(
  tx: Tx,
  { customerId, recordedAt }: Entry,
  { complaintId, packs, by }: DataOf<'PacksApplied'>,
): Promise<void> {
  const rows = packs.map(({ packId, version, digest, variant }) => ({
    customer_id: customerId,
    complaint_id: complaintId,
    pack_id: packId,
    version,
    digest,
    variant,
    applied_by: by,
    applied_at: recordedAt,
  }));
  await tx
    .insertInto('complaint_packs')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'complaint_id', 'pack_id']).doUpdateSet({
        variant: sql<string | null>`excluded.variant`,
      }),
    )
    .execute();
}

async function beginStage(
  tx: Tx,
  { customerId, recordedAt }: Entry,
  { complaintId, stage, staffId, requestedAt }: DataOf<'StageBegun'>,
): Promise<void> {
  await tx
    .insertInto('complaint_stages')
    .values({
      customer_id: customerId,
      complaint_id: complaintId,
      stage,
      staff_id: staffId,
      requested_at: new Date(requestedAt),
      begun_at: recordedAt,
    })
    .execute();
}

async function fill(
  tx: Tx,
  { customerId, recordedAt }: Entry,
  { complaintId, fields, by }: DataOf<'RecordFilled'>,
): Promise<void> {
  const rows = fields.map(({ field, words }) => ({
    customer_id: customerId,
    complaint_id: complaintId,
    field_id: field,
    words_id: words.words,
    given_by: by,
    given_at: recordedAt,
  }));
  await tx
    .insertInto('complaint_fields')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['customer_id', 'complaint_id', 'field_id']).doUpdateSet({
        words_id: sql<string>`excluded.words_id`,
        given_by: sql<string>`excluded.given_by`,
        given_at: sql<Date>`excluded.given_at`,
      }),
    )
    .execute();
}
