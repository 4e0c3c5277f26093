import type { z } from 'zod';
import { referencesOf } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { notFound } from '#refusal.ts';
import { staffNames } from '#staff/index.ts';
import { costOf, trendOf } from './figures.ts';
import { type FixRow, fixesOfFlaw, toldOf } from './fix-queries.ts';
import {
  countTraced,
  type FlawRow,
  flawRow,
  handlersBehind,
  tracedComplaints,
  wordsOf,
} from './queries.ts';
import type { fixView, flawSummary, flawView } from './schemas.ts';

type Summary = z.infer<typeof flawSummary>;
type FixSeen = z.infer<typeof fixView>;

/** Flaws as lists show them. */
export async function presentFlaws(db: Database, rows: readonly FlawRow[]): Promise<Summary[]> {
  const counts = await countTraced(
    db,
    rows.map(({ rootId }) => rootId),
  );
  const text = await wordsOf(
    db,
    rows.flatMap((row) => [row.nameId, row.wordsId, row.productId, row.placeId]),
  );
  const fixes = await newestFixes(db, rows);
  return rows.map((row) => ({
    ...presentRow(row, text),
    complaints: counts.get(row.rootId)?.complaints ?? 0,
    customers: counts.get(row.rootId)?.customers ?? 0,
    newestAt: counts.get(row.rootId)?.newestAt ?? null,
    fix: fixes.get(row.rootId) ?? null,
  }));
}

type Texts = Awaited<ReturnType<typeof wordsOf>>;

function presentRow(row: FlawRow, text: Texts) {
  const { flawId: id, state, harm, cause, causeBehind, ending, since, recordedAt } = row;
  const { designMissedTimes, returnedTimes } = row;
  return {
    id,
    state,
    harm,
    cause,
    causeBehind,
    ending,
    since,
    recordedAt,
    designMissedTimes,
    returnedTimes,
    name: text(row.nameId) || text(row.wordsId) || '…',
    owner: { id: row.ownerId, name: row.ownerName },
    about: {
      area: row.areaId ? { id: row.areaId, name: row.areaName ?? '' } : null,
      product: text(row.productId),
      place: text(row.placeId),
      channel: row.channel,
    },
    designDueAt: row.designAnsweredAt === null ? row.designDueAt : null,
  };
}

async function newestFixes(db: Database, rows: readonly FlawRow[]) {
  if (rows.length === 0) return new Map<string, Pick<FixSeen, 'id' | 'state'>>();
  const found = await db
    .selectFrom('fixes')
    .innerJoin('flaws', 'flaws.flaw_id', 'fixes.flaw_id')
    .select(['flaws.root_id as rootId', 'fix_id as id', 'fixes.state'])
    .where(
      'flaws.root_id',
      'in',
      rows.map(({ rootId }) => rootId),
    )
    .where('fixes.state', '<>', 'dropped')
    .orderBy('planned_at')
    .orderBy('fix_id')
    .execute();
  return new Map(
    found.map(({ rootId, id, state }) => [rootId, { id, state: state as FixSeen['state'] }]),
  );
}

/** One flaw with everything around it. */
export async function presentFlaw(
  db: Database,
  flawId: string,
  now: Date,
): Promise<z.infer<typeof flawView>> {
  const row = await flawRow(db, flawId);
  const [summary] = row ? await presentFlaws(db, [row]) : [];
  if (!row || !summary) throw notFound('There is no such flaw.');
  const { rootId } = row;
  const text = await wordsOf(db, [row.knownTextId, row.wordsId]);
  const designer = row.designerId
    ? {
        id: row.designerId,
        name: (await staffNames(db, [row.designerId])).get(row.designerId) ?? '',
      }
    : null;
  return {
    ...summary,
    mergedInto: rootId === flawId ? null : rootId,
    splitFrom: row.splitFrom,
    evidence: await evidenceOf(db, row, text(row.wordsId)),
    versions: await versionsOf(db, flawId),
    designer,
    designAnsweredAt: row.designAnsweredAt,
    known:
      row.knownTextId && row.knownUntil
        ? { text: text(row.knownTextId) ?? '', until: row.knownUntil }
        : null,
    returnedAt: row.returnedAt,
    thread: await threadOf(db, rootId),
    cost: await costOf(db, rootId),
    trend: await trendOf(db, rootId, now),
    handlers: (await handlersBehind(db, rootId)).map(({ id, name }) => ({ id, name })),
    newest: (await tracedComplaints(db, rootId)).map(({ complaintId, customerId: _, ...rest }) => ({
      ...rest,
      id: complaintId,
    })),
    fixes: await presentFixes(db, await fixesOfFlaw(db, rootId)),
  };
}

async function evidenceOf(db: Database, row: FlawRow, words: string | null) {
  if (row.suspectedRows.length === 0) return null;
  const references = await referencesOf(db, row.suspectedRows);
  return {
    complaints: row.suspectedRows.map((id) => ({ id, reference: references.get(id) ?? '' })),
    usual: row.usual,
    chance: row.chance,
    words: (words ?? '').split(', ').filter(Boolean),
  };
}

async function versionsOf(db: Database, flawId: string) {
  const rows = await db
    .selectFrom('flaw_versions')
    .leftJoin('staff', 'staff.staff_id', 'flaw_versions.set_by')
    .leftJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'flaw_versions.reason_id'),
    )
    .select(['axis', 'told', 'words.text as reason', 'staff.name as by', 'set_at as at'])
    .where('flaw_id', '=', flawId)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    ...row,
    axis: row.axis as 'about' | 'cause' | 'ending',
    told: row.told as Record<string, unknown>,
  }));
}

/** Of a flaw and of all that were merged into it, as it was said. */
async function threadOf(db: Database, rootId: string) {
  const rows = await db
    .selectFrom('flaw_messages')
    .innerJoin('flaws', 'flaws.flaw_id', 'flaw_messages.flaw_id')
    .innerJoin('staff', 'staff.staff_id', 'flaw_messages.staff_id')
    .leftJoin('words', (join) =>
      join
        .on('words.customer_id', '=', ORGANISATION_ID)
        .onRef('words.words_id', '=', 'flaw_messages.words_id'),
    )
    .select([
      'message_id as id',
      'kind',
      'staff.staff_id as staffId',
      'staff.name',
      'words.text',
      'said_at as at',
    ])
    .where('flaws.root_id', '=', rootId)
    .orderBy('said_at')
    .orderBy('message_id')
    .execute();
  return rows.map(({ staffId, name, text, kind, ...row }) => ({
    ...row,
    kind: kind as 'remark' | 'proposal' | 'design_answer',
    author: { id: staffId, name },
    text: text ?? '',
  }));
}

export async function presentFixes(db: Database, rows: readonly FixRow[]): Promise<FixSeen[]> {
  const text = await wordsOf(
    db,
    rows.flatMap((row) => [
      row.whatId,
      row.staffWordsId,
      row.publicWordsId,
      ...(row.texts ?? []).flatMap(({ wrong, different }) => [wrong.words, different.words]),
    ]),
  );
  const names = await staffNames(
    db,
    rows.flatMap((row) => row.credited),
  );
  return Promise.all(
    rows.map(async (row) => ({
      id: row.fixId,
      kind: row.kind,
      state: row.state,
      what: text(row.whatId) ?? '',
      owner: { id: row.ownerId, name: row.ownerName },
      dueOn: row.dueOn,
      credited: row.credited.map((id) => ({ id, name: names.get(id) ?? '' })),
      plannedAt: row.plannedAt,
      shippedAt: row.shippedAt,
      texts: (row.texts ?? []).map(({ language, wrong, different }) => ({
        language,
        wrong: text(wrong.words) ?? '',
        different: text(different.words) ?? '',
      })),
      judgeAt: row.judgeAt,
      judgedAt: row.judgedAt,
      figures: row.figures,
      told: await toldOf(db, row.fixId),
      toStaff: text(row.staffWordsId),
      toPublic: text(row.publicWordsId),
    })),
  );
}
