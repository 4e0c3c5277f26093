import { type RawBuilder, sql } from 'kysely';
import {
  type ComplaintContents,
  complaintContents,
  findByReference,
  type ListRow,
  listedComplaints,
  type Of,
  readReference,
} from '#complaints/index.ts';
import { samePersons } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { sqlState } from '#database/transaction.ts';
import { type Key, readCursor, writeCursor } from '#http/cursor.ts';
import { Refusal } from '#refusal.ts';
import { type Excerpt, excerptOf } from './excerpt.ts';
import { countOfBeginning, countsOf, meantBy } from './lexicon.ts';
import { mayHoldSlip, type Part, readQuestion } from './question.ts';
import { learnStems, stemOf } from './stems.ts';
import { type StemsOf, tsqueryOf } from './tsquery.ts';

export type SearchWish = { q: string; cursor?: string | undefined; limit: number };

export type Found = Awaited<ReturnType<typeof find>>;

/** Nobody waits longer, and nobody else may have to. */
const timeoutMs = 2_000;

/** Complaints in which all of what was typed stands, newest first, a page at a time. */
export async function search(db: Database, wish: SearchWish): Promise<Found> {
  const after = wish.cursor ? readCursor(wish.cursor) : null;
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${String(timeoutMs)}, true)`.execute(tx);
      return find(tx, wish, after);
    });
  } catch (error) {
    if (sqlState(error) !== '57014') throw error;
    throw new Refusal(
      'search_took_too_long',
      'This search took too long. Add a word, or look for a name or a reference instead.',
      { status: 503 },
    );
  }
}

async function find(tx: Tx, { q, limit }: SearchWish, after: Key | null) {
  const typed = readQuestion(q);
  if (typed.length === 0) return { results: [], corrected: null, next: null };
  const { parts, isCorrected } = await withoutSlips(tx, typed);
  const stemsOf = await stemsIn(tx, parts);
  const asked = { query: tsqueryOf(parts, stemsOf), after, limit: limit + 1 };
  const hits = await findHits(tx, asked, await isFrequent(tx, parts, stemsOf));
  const page = hits.slice(0, limit);
  const last = hits.length > limit ? page.at(-1) : undefined;
  const named = after ? undefined : await namedBy(tx, q);
  const keys = named
    ? [named, ...page.filter(({ complaintId }) => complaintId !== named.complaintId)]
    : page;
  return {
    results: await present(tx, keys, (texts) => excerptOf(texts, parts, stemsOf)),
    corrected: isCorrected ? wordsOf(parts) : null,
    next: last ? writeCursor({ at: last.recordedAt, id: last.complaintId }) : null,
  };
}

/** Whoever gives a whole reference, in any spelling, looks for that complaint first. */
async function namedBy(tx: Tx, q: string): Promise<Of | undefined> {
  const reference = readReference(q);
  return reference ? findByReference(tx, reference) : undefined;
}

/** Words that nobody has written are taken for the nearest that somebody has. */
async function withoutSlips(
  tx: Tx,
  typed: readonly Part[],
): Promise<{ parts: Part[]; isCorrected: boolean }> {
  const { of } = await countsOf(
    tx,
    typed.filter(mayHoldSlip).map(({ folded }) => folded),
  );
  const parts: Part[] = [];
  for (const part of typed) {
    const isMissing =
      mayHoldSlip(part) &&
      !of.has(part.folded) &&
      !(part.isBegun && (await countOfBeginning(tx, part.folded)) > 0);
    const meant = isMissing ? await meantBy(tx, part.folded) : undefined;
    parts.push(meant && isMissing ? { ...part, plain: meant, folded: meant } : part);
  }
  return { parts, isCorrected: parts.some((part, place) => part !== typed[place]) };
}

const wordsOf = (parts: readonly Part[]): string =>
  parts.map((part) => (part.kind === 'word' ? part.plain : `"${part.folded.join(' ')}"`)).join(' ');

/** By the stemmers of all languages that complaints were written in. */
export async function stemsIn(tx: Database | Tx, parts: readonly Part[]): Promise<StemsOf> {
  const rows = await tx.selectFrom('search_languages').select('language').execute();
  const languages = rows.map(({ language }) => language);
  const words = parts.filter(mayHoldSlip);
  await learnStems(
    tx,
    languages.flatMap((language) =>
      words.flatMap(({ plain, folded }) => [
        [language, plain] as const,
        [language, folded] as const,
      ]),
    ),
  );
  return ({ plain, folded }) =>
    languages.flatMap((language) => [...stemOf(language, plain), ...stemOf(language, folded)]);
}

/**
 * From so many hits on it is quicker to go through the newest complaints than to sort the hits: of
 * a million complaints a word in every hundredth is found on a page full among the newest 2,000.
 */
const frequentMin = 2_000;
const frequentShare = 0.01;
const newestMax = 4_000;

/** Whether even the rarest part is found in very many complaints. */
async function isFrequent(tx: Tx, parts: readonly Part[], stemsOf: StemsOf): Promise<boolean> {
  const spellings = parts.map((part) => spellingsOf(part, stemsOf));
  const { all, of } = await countsOf(tx, spellings.flat(2));
  const least = Math.max(frequentMin, all * frequentShare);
  for (const [place, part] of parts.entries()) {
    const counts = (spellings[place] ?? []).map((same) =>
      Math.max(...same.map((word) => of.get(word) ?? 0)),
    );
    const isBegun = part.kind === 'phone' || part.isBegun;
    if (isBegun) counts.push(await countOfBeginning(tx, spellings[place]?.at(-1)?.[0] ?? ''));
    const known = isBegun ? counts.toSpliced(-2, 1) : counts;
    if (Math.min(...known) < least) return false;
  }
  return true;
}

/** The words of a part, each with its stems: many a stem is a word, and then the more frequent one. */
const spellingsOf = (part: Part, stemsOf: StemsOf): string[][] =>
  part.kind === 'word' ? [[part.folded, ...stemsOf(part)]] : part.folded.map((word) => [word]);

type Hit = Of & { recordedAt: Date };
type Asked = { query: string; after: Key | null; limit: number };

async function findHits(tx: Tx, asked: Asked, isOften: boolean): Promise<Hit[]> {
  if (isOften) {
    const newest = await hitsAmongNewest(tx, asked);
    if (newest.length === asked.limit) return newest;
  }
  return hitsInIndex(tx, asked);
}

const columns = sql`customer_id as "customerId", complaint_id as "complaintId",
  recorded_at as "recordedAt"`;

const newestFirst = sql`order by recorded_at desc, complaint_id desc`;

const isAfter = (after: Key | null): RawBuilder<boolean> =>
  after
    ? sql`(recorded_at, complaint_id) < (${after.at ?? 'infinity'}::timestamptz, ${after.id}::uuid)`
    : sql`true`;

async function hitsAmongNewest(tx: Tx, { query, after, limit }: Asked): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select ${columns} from (
      select * from search_documents where ${isAfter(after)}
      ${newestFirst} limit ${sql.lit(newestMax)}) as newest
    where words @@ ${query}::tsquery ${newestFirst} limit ${sql.lit(limit)}`.execute(tx);
  return rows;
}

/** Kept apart from the sorting, or PostgreSQL may go through all complaints from the newest on. */
async function hitsInIndex(tx: Tx, { query, after, limit }: Asked): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with hits as materialized (
      select customer_id, complaint_id, recorded_at from search_documents
      where words @@ ${query}::tsquery and ${isAfter(after)})
    select ${columns} from hits ${newestFirst} limit ${sql.lit(limit)}`.execute(tx);
  return rows;
}

async function present(tx: Tx, keys: readonly Of[], excerpt: (texts: string[]) => Excerpt) {
  const rows = await rowsInOrder(tx, keys);
  const contents = new Map(
    (await complaintContents(tx, keys)).map((content) => [content.complaintId, content]),
  );
  const people = await samePersons(
    tx,
    keys.map(({ customerId }) => customerId),
  );
  return rows.map((row) => {
    const content = contents.get(row.complaintId);
    const who = (people.get(row.customerId) ?? []).map(({ name, email, phone, postalAddress }) =>
      [name, email, phone, postalAddress].filter(Boolean).join(' · '),
    );
    return { row, excerpt: excerpt(content ? [...textsOf(content), ...who] : []) };
  });
}

export async function rowsInOrder(tx: Database | Tx, keys: readonly Of[]): Promise<ListRow[]> {
  const ids = keys.map(({ complaintId }) => complaintId);
  const rows = await listedComplaints(tx, ids);
  const found = new Map(rows.map((row) => [row.complaintId, row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Words first; what stands around them only where the words do not have it. */
const textsOf = ({
  messages,
  wish,
  details,
  externalIds,
  ...rest
}: ComplaintContents): string[] => [
  ...messages.map(({ text }) => text),
  ...(wish ? [wish] : []),
  [...details, ...externalIds, rest.reference, rest.ownerName].join(' · '),
];
