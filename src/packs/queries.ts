import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import type { PackName, Reach } from './facts.ts';
import { type Pack, packSchema } from './pack.ts';
import type { OutsideBody, Shipped } from './shipped.ts';

/** A version of a pack as it was kept here. */
export type KeptPack = PackName & {
  contentId: string;
  effectiveFrom: string | null;
  effectiveTo: string | null;
  isCharter: boolean;
  isOn: boolean;
  appliesTo: Reach;
  areaIds: string[];
  reason: string | null;
  changedBy: string;
  changedAt: Date;
};

const packColumns = [
  'pack_id as packId',
  'version',
  'packs.digest',
  'content_id as contentId',
  'effective_from as effectiveFrom',
  'effective_to as effectiveTo',
  'is_charter as isCharter',
  'is_on as isOn',
  'applies_to as appliesTo',
  'area_ids as areaIds',
  'changed_by as changedBy',
  'changed_at as changedAt',
] as const;

export async function keptPacks(db: Database | Tx): Promise<KeptPack[]> {
  const rows = await db
    .selectFrom('packs')
    .leftJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'packs.reason_id'),
    )
    .select(packColumns)
    .select('words.text as reason')
    .orderBy('pack_id')
    .orderBy('version')
    .execute();
  return rows as KeptPack[];
}

/** The packs that are on, without what only people want to know. */
export async function packsInForce(tx: Database | Tx): Promise<KeptPack[]> {
  const rows = await tx
    .selectFrom('packs')
    .select(packColumns)
    .where('is_on', '=', true)
    .orderBy('pack_id')
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ ...row, reason: null })) as KeptPack[];
}

/** Packs never change: each is read and checked once. */
const readBefore = new Map<string, Pack>();
const readBeforeMax = 500;

export async function contentOf(
  db: Database | Tx,
  { contentId, digest }: Pick<KeptPack, 'contentId' | 'digest'>,
): Promise<Pack> {
  const known = readBefore.get(digest);
  if (known) return known;
  const text = await readWords(db as Tx, ORGANISATION_ID, contentId);
  const pack = packSchema.parse(JSON.parse(text ?? 'null'));
  if (readBefore.size >= readBeforeMax) readBefore.clear();
  readBefore.set(digest, pack);
  return pack;
}

/** A pack under which a complaint falls, with the clocks of its variant. */
export type AppliedPack = PackName & { variant: string | null; appliedAt: Date; pack: Pack };

/** The rules that a complaint has kept since its receipt. */
export async function packsOfComplaint(db: Database | Tx, of: Of): Promise<AppliedPack[]> {
  const rows = await db
    .selectFrom('complaint_packs')
    .innerJoin('packs', (join) =>
      join
        .onRef('packs.pack_id', '=', 'complaint_packs.pack_id')
        .onRef('packs.version', '=', 'complaint_packs.version'),
    )
    .select([
      'complaint_packs.pack_id as packId',
      'complaint_packs.version',
      'complaint_packs.digest',
      'packs.content_id as contentId',
      'variant',
      'applied_at as appliedAt',
    ])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('complaint_packs.pack_id')
    .execute();
  const applied: AppliedPack[] = [];
  for (const { contentId, ...row } of rows) {
    const pack = await contentOf(db, { contentId, digest: row.digest });
    applied.push({ ...row, pack: withVariant(pack, row.variant) });
  }
  return applied;
}

/** A variant's clocks stand in place of those of the same name. */
export function withVariant(pack: Pack, variantId: string | null): Pack {
  const variant = pack.variants.find(({ id }) => id === variantId);
  if (!variant) return pack;
  const own = new Map(variant.clocks.map((clock) => [clock.id, clock]));
  const clocks = pack.clocks.map((clock) => own.get(clock.id) ?? clock);
  return { ...pack, clocks };
}

/** Where customers can turn outside: as the organisation stated it, else as it came with Amends. */
export async function outsideBodies(
  db: Database | Tx,
  shipped: Pick<Shipped, 'bodies'>,
): Promise<Record<string, OutsideBody & { isStated: boolean }>> {
  const rows = await db
    .selectFrom('outside_bodies')
    .innerJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'outside_bodies.content_id'),
    )
    .select(['body_id', 'words.text'])
    .execute();
  const stated = new Map(rows.map((row) => [row.body_id, row.text]));
  return Object.fromEntries(
    Object.entries(shipped.bodies).map(([id, body]) => {
      const own = stated.get(id);
      return [
        id,
        own ? { ...body, ...readBody(own), isStated: true } : { ...body, isStated: false },
      ];
    }),
  );
}

type BodyWords = Pick<OutsideBody, 'name' | 'website' | 'phone' | 'address' | 'email'>;
const readBody = (text: string): BodyWords => JSON.parse(text) as BodyWords;

export type StageOfComplaint = {
  stage: number;
  staffId: string;
  requestedAt: Date;
  begunAt: Date;
};

/** Stages that have begun after the first, which begins with the complaint itself. */
export async function stagesOf(db: Database | Tx, of: Of): Promise<StageOfComplaint[]> {
  return db
    .selectFrom('complaint_stages')
    .select(['stage', 'staff_id as staffId', 'requested_at as requestedAt', 'begun_at as begunAt'])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('stage')
    .execute();
}

/** Who has dealt with a complaint, until now or before a moment: who wrote to the customer, or had a stage. */
export async function dealtWith(db: Database | Tx, of: Of, before?: Date): Promise<string[]> {
  const messages = await db
    .selectFrom('messages')
    .select('staff_id as staffId')
    .distinct()
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .where('author', '=', 'staff')
    .where('audience', '=', 'customer')
    .$if(before !== undefined, (query) => query.where('recorded_at', '<=', before as Date))
    .execute();
  const all = await stagesOf(db, of);
  const stages = all.filter(({ begunAt }) => before === undefined || begunAt < before);
  return [
    ...messages.flatMap(({ staffId }) => staffId ?? []),
    ...stages.map((each) => each.staffId),
  ];
}

/** What was filled in for the record, by field. */
export async function recordValues(db: Database | Tx, of: Of): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('complaint_fields')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'complaint_fields.customer_id')
        .onRef('words.words_id', '=', 'complaint_fields.words_id'),
    )
    .select(['field_id', 'words.text'])
    .where('complaint_fields.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .execute();
  return Object.fromEntries(
    rows.flatMap(({ field_id: field, text }) => (text ? [[field, text]] : [])),
  );
}
