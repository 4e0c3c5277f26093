import { sql } from 'kysely';
import { type ComplaintContents, complaintContents, type Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { readTexts, stemmable } from './document.ts';
import { rowsInOrder, stemsIn } from './find.ts';
import { countsOf } from './lexicon.ts';
import type { Part } from './question.ts';
import { tsqueryOf } from './tsquery.ts';

/** How many of its words say what a complaint is about. */
const wordsMax = 8;

/** Words in more complaints than this say little, and would take long to go through. */
const hitsOfWordMax = 5_000;
const shareMax = 0.3;
/** Among few complaints every word is in a large share of them. */
const alwaysUsable = 20;

const lengthMin = 3;

/**
 * Earlier complaints, of any customer, that share its most distinctive words: each word counts the
 * more the fewer complaints have it.
 */
export async function similarComplaints(db: Database | Tx, of: Of, limit: number) {
  const [contents] = await complaintContents(db, [of]);
  if (!contents) return [];
  const words = await distinctiveWords(db, contents);
  const keys = await sharing(db, of, { words, before: contents.recordedAt, limit });
  return rowsInOrder(db, keys);
}

type Weighted = { part: Extract<Part, { kind: 'word' }>; weight: number };

async function distinctiveWords(
  db: Database | Tx,
  { messages }: ComplaintContents,
): Promise<Weighted[]> {
  const own = messages.filter(({ author }) => author === 'customer').map(({ text }) => text);
  const tokens = new Map(
    stemmable(readTexts(own))
      .filter(({ folded }) => folded.length >= lengthMin)
      .map((token) => [token.folded, token]),
  );
  const { all, of } = await countsOf(db, [...tokens.keys()]);
  const most = Math.min(hitsOfWordMax, Math.max(all * shareMax, alwaysUsable));
  return [...tokens.values()]
    .flatMap(({ plain, folded }) => {
      const count = of.get(folded) ?? 0;
      // A word that no other complaint has leads nowhere.
      if (count < 2 || count > most) return [];
      const part = { kind: 'word' as const, plain, folded, isBegun: false };
      return [{ part, weight: Math.log((all + 1) / count) }];
    })
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, wordsMax);
}

/** Complaints with the largest sum of weights. One common word is no likeness, where there are more. */
async function sharing(
  db: Database | Tx,
  of: Of,
  { words, before, limit }: { words: readonly Weighted[]; before: Date; limit: number },
): Promise<Of[]> {
  if (words.length === 0) return [];
  const stemsOf = await stemsIn(
    db,
    words.map(({ part }) => part),
  );
  const hits = words.map(
    ({ part, weight }) => sql`
      (select customer_id, complaint_id, recorded_at, ${weight}::float8 as weight
      from search_documents
      where words @@ ${tsqueryOf([part], stemsOf)}::tsquery
        and (recorded_at, complaint_id) < (${before}::timestamptz, ${of.complaintId}::uuid)
      limit ${sql.lit(hitsOfWordMax)})`,
  );
  const { rows } = await sql<Of>`
    select customer_id as "customerId", complaint_id as "complaintId"
    from (${sql.join(hits, sql` union all `)}) as hits
    group by customer_id, complaint_id, recorded_at
    having count(*) >= ${Math.min(words.length, 2)}
    order by sum(weight) desc, recorded_at desc limit ${sql.lit(limit)}`.execute(db);
  return rows;
}
