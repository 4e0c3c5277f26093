import { sql } from 'kysely';
import { v5 } from 'uuid';
import { ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { type Lookalike, packed, type Row, type Surge } from '#likeness/index.ts';
import { areaById } from '#skills/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { aboutOf, keep, lookAgainIfThere, traceComplaint } from './commands.ts';
import type { Arrived } from './finder-queries.ts';
import { flawStream } from './flaw.ts';
import { flawRow } from './queries.ts';

/** What the kit said of one complaint, still to be written down. */
export type Found = {
  arrived: Arrived;
  row: Row;
  group: string;
  surge: Surge | null;
  /** The flaw whose surge it joins. */
  joins: string | null;
  looksLike: Lookalike[];
  /** Copies of one letter, when enough have come. */
  campaign: string[] | null;
  campaignId: string | null;
};

/** From this likeness on the program traces a complaint by itself; below it only asks. */
const traceFrom = 0.6;

/** So many words name what a surge is about. */
const wordsMax = 6;

/** Writes down what was found, in order. Returns which surges became which flaws. */
export async function recordFound(
  unit: Unit,
  found: readonly Found[],
): Promise<Map<string, string>> {
  await keepRows(unit, found);
  const raised = new Map<string, string>();
  for (const one of found) {
    if (one.campaignId) await keepCampaign(unit, one);
    if (one.surge) raised.set(one.surge.id, await suspect(unit, one.surge));
    else await traceIfLike(unit, one);
  }
  return raised;
}

async function keepRows(unit: Unit, found: readonly Found[]): Promise<void> {
  await unit.tx
    .insertInto('likeness_rows')
    .values(
      found.map(({ arrived, row, group }) => ({
        customer_id: arrived.customerId,
        complaint_id: arrived.complaintId,
        at: row.at,
        recorded_at: arrived.recordedAt,
        group_id: group,
        fingerprint: packed(row.fingerprint),
        product: row.facts.product ?? null,
        place: row.facts.place ?? null,
        channel: row.facts.channel ?? null,
      })),
    )
    // Another program looks at the same complaints.
    .onConflict((conflict) => conflict.columns(['customer_id', 'complaint_id']).doNothing())
    .execute();
}

async function keepCampaign(unit: Unit, { row, campaign, campaignId }: Found): Promise<void> {
  if (!campaignId) return;
  if (campaign) {
    await unit.tx
      .insertInto('campaigns')
      .values({ campaign_id: campaignId, complaint_ids: campaign, found_at: unit.now })
      .onConflict((conflict) => conflict.column('campaign_id').doNothing())
      .execute();
    return;
  }
  await unit.tx
    .updateTable('campaigns')
    .set({ complaint_ids: sql`complaint_ids || ${row.id}::uuid` })
    .where('campaign_id', '=', campaignId)
    .where(sql<boolean>`${row.id}::uuid <> all(complaint_ids)`)
    .execute();
}

/** The same surge seen by two programs, or after a restart, is one flaw: its id follows from its cause. */
async function suspect(unit: Unit, surge: Surge): Promise<string> {
  const known = await knownFlaw(unit, surge);
  const flawId = known ?? v5(surge.id, ORGANISATION_ID);
  const isNew = !known && (await unit.load(flawStream(flawId))).length === 0;
  if (isNew) await recordSuspected(unit, flawId, surge);
  for (const of of await customersOf(unit, surge.rows)) await traceTo(unit, of, flawId);
  return flawId;
}

async function recordSuspected(unit: Unit, flawId: string, surge: Surge): Promise<void> {
  const { answerableId } = await assertOrganisation(unit.tx);
  const data = {
    complaintIds: surge.rows,
    since: surge.since.toISOString(),
    usual: surge.usual,
    chance: surge.chance,
    words: await keep(unit, surge.words.slice(0, wordsMax).join(', ')),
    about: await aboutFrom(unit, surge.facts),
    ownerId: answerableId,
  };
  const stream = flawStream(flawId);
  await unit.record(stream, [{ type: 'FlawSuspected', data }]).catch(lookAgainIfThere);
}

async function aboutFrom(unit: Unit, { product, place, channel }: Surge['facts']) {
  const isArea = product ? isId(product) && (await areaById(unit.tx, product)) : false;
  return aboutOf(unit, {
    areaId: isArea ? (product ?? null) : null,
    product: isArea ? null : (product ?? null),
    place: place ?? null,
    channel: channel ?? null,
  });
}

const isId = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** Most of them point to a flaw that we know: it is that one, and not another. */
async function knownFlaw(unit: Unit, { rows }: Surge): Promise<string | undefined> {
  const found = await unit.tx
    .selectFrom('flaw_traces')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_traces.flaw_id')
    .innerJoin('flaws as root', 'root.flaw_id', 'flaws.root_id')
    .select(['root.flaw_id as flawId', sql<string>`count(*)`.as('count')])
    .where(sql<boolean>`flaw_traces.complaint_id = any(${rows}::uuid[])`)
    .where('flaw_traces.ended_at', 'is', null)
    .where('root.state', '<>', 'dismissed')
    .groupBy('root.flaw_id')
    .orderBy('count', 'desc')
    .orderBy('root.flaw_id')
    .limit(1)
    .executeTakeFirst();
  return found && Number(found.count) * 2 >= rows.length ? found.flawId : undefined;
}

const customersOf = (unit: Unit, complaintIds: readonly string[]) =>
  unit.tx
    .selectFrom('complaints')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where(sql<boolean>`complaint_id = any(${[...complaintIds]}::uuid[])`)
    .orderBy('complaint_id')
    .execute();

async function traceIfLike(unit: Unit, { arrived, joins, looksLike }: Found): Promise<void> {
  const [likest] = looksLike;
  if (likest && likest.likeness >= traceFrom) return traceTo(unit, arrived, likest.flaw);
  if (joins && (await belongs(unit, joins, looksLike))) await traceTo(unit, arrived, joins);
}

/** Once a person has said which complaints belong to a flaw, that counts, and no longer the surge alone. */
async function belongs(
  unit: Unit,
  flawId: string,
  looksLike: readonly Lookalike[],
): Promise<boolean> {
  const flaw = await flawRow(unit.tx, flawId);
  const root = flaw && (await flawRow(unit.tx, flaw.rootId));
  return root?.state === 'suspected' || looksLike.some((like) => like.flaw === root?.flawId);
}

async function traceTo(
  unit: Unit,
  { customerId, complaintId }: { customerId: string; complaintId: string },
  flawId: string,
): Promise<void> {
  const flaw = await flawRow(unit.tx, flawId);
  const root = flaw && (await flawRow(unit.tx, flaw.rootId));
  if (!root || root.state === 'dismissed') return;
  const wish = { flawId: root.flawId, by: 'program', staffId: null, reason: null } as const;
  await traceComplaint(unit, { customerId, complaintId }, wish);
}
