import { sql } from 'kysely';
import { type ComplaintContents, complaintContents, type Of } from '#complaints/index.ts';
import { type Customer, samePersons } from '#customers/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import { type Document, documentOf, type Reading, readTexts, stemmable } from './document.ts';
import { stemmerFor } from './languages.ts';
import { addWords } from './lexicon.ts';
import { learnStems, stemOf } from './stems.ts';

/** Small, because whoever changes a complaint that is just being indexed waits for the batch. */
const batchMax = 50;

/** While many wait, such as after an import: words that are in many of them are counted once. */
const bulkMax = 400;

/** Goes on for so long while there is more; then others have their turn. */
const patienceMs = 5_000;

/**
 * Swept every second: writes the documents of complaints whose words changed. A batch that fails
 * is done one by one, so that a complaint that cannot be indexed does not hold up the others.
 */
export async function indexWords(db: Database): Promise<number> {
  const until = performance.now() + patienceMs;
  for (let done = 0, limit = batchMax; ; limit = bulkMax) {
    const count = await transaction(db, (tx) => indexBatch(tx, limit)).catch(
      async (fault: unknown) => {
        await indexOneByOne(db);
        throw fault;
      },
    );
    done += count;
    if (count < limit || performance.now() > until) return done;
  }
}

async function indexOneByOne(db: Database): Promise<void> {
  const keys = await pendingNewest(db);
  for (const key of keys) {
    await transaction(db, (tx) => indexBatch(tx, 1, key)).catch(() => undefined);
  }
}

async function pendingNewest(db: Database): Promise<Of[]> {
  return db
    .selectFrom('search_pending')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .orderBy('complaint_id', 'desc')
    .limit(bulkMax)
    .execute();
}

/**
 * The rows are taken out first. Whoever changes one of these complaints meanwhile waits until the
 * batch is committed and lists it again, so that no change is lost between reading and writing.
 */
async function indexBatch(tx: Tx, limit: number, only?: Of): Promise<number> {
  const keys = await takePending(tx, limit, only);
  if (keys.length === 0) return 0;
  const contents = await complaintContents(tx, keys);
  const people = await samePersons(
    tx,
    keys.map(({ customerId }) => customerId),
  );
  const known = await indexedBefore(tx, keys);
  const documents = await documentsOf(tx, contents, people);
  await writeDocuments(tx, contents, documents);
  const isNew = contents.map(({ complaintId }) => !known.has(complaintId));
  await addWords(
    tx,
    documents.map(({ words }, place) => ({ words, isNew: isNew[place] ?? false })),
  );
  return keys.length;
}

async function takePending(tx: Tx, limit: number, only?: Of): Promise<Of[]> {
  const which = only
    ? sql<boolean>`customer_id = ${only.customerId} and complaint_id = ${only.complaintId}`
    : sql<boolean>`true`;
  const { rows } = await sql<Of>`
    delete from search_pending where (customer_id, complaint_id) in (
      select customer_id, complaint_id from search_pending where ${which}
      order by complaint_id desc limit ${sql.lit(limit)} for update skip locked)
    returning customer_id as "customerId", complaint_id as "complaintId"`.execute(tx);
  return rows;
}

async function indexedBefore(tx: Tx, keys: readonly Of[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select complaint_id as id from search_documents where (customer_id, complaint_id) in (
      select * from unnest(${keys.map(({ customerId }) => customerId)}::uuid[],
        ${keys.map(({ complaintId }) => complaintId)}::uuid[]))`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function documentsOf(
  tx: Tx,
  contents: readonly ComplaintContents[],
  people: ReadonlyMap<string, readonly Customer[]>,
): Promise<Document[]> {
  const readings = contents.map((content) => {
    const reading = readTexts(textsOf(content, people.get(content.customerId) ?? []));
    return { reading, stemmer: stemmerFor(content.language, wordsOf(reading)) };
  });
  await learnStems(tx, readings.flatMap(askedStems));
  await keepLanguages(
    tx,
    readings.map(({ stemmer }) => stemmer),
  );
  return readings.map(({ reading, stemmer }) =>
    documentOf(reading, ({ plain, folded }) =>
      stemmer ? [...stemOf(stemmer, plain), ...stemOf(stemmer, folded)] : [],
    ),
  );
}

const wordsOf = ({ tokens }: Reading): string[] => tokens.map(({ plain }) => plain);

const askedStems = ({ reading, stemmer }: { reading: Reading; stemmer: string | undefined }) =>
  stemmer
    ? stemmable(reading).flatMap(({ plain, folded }) => [
        [stemmer, plain] as const,
        [stemmer, folded] as const,
      ])
    : [];

/** What matters most comes first: a document that would be too long is cut at its end. */
function textsOf(content: ComplaintContents, people: readonly Customer[]): string[] {
  const { reference, ownerName, externalIds, details, wish, messages } = content;
  const [first, ...rest] = messages.map(({ text }) => text);
  const who = people.flatMap(({ name, email, phone, postalAddress }) => [
    name,
    email,
    phone,
    postalAddress,
  ]);
  const symbols = reference.replaceAll('-', '');
  // Without its first letters, too: some read only the rest of a reference out.
  const numbers = [reference, symbols, symbols.replace(/^AM/, ''), ...externalIds];
  return [...(first ? [first] : []), ...numbers, ownerName, ...who, ...details, wish]
    .concat(rest.toReversed())
    .filter((text) => text !== null);
}

async function keepLanguages(tx: Tx, stemmers: readonly (string | undefined)[]): Promise<void> {
  const languages = [...new Set(stemmers)].filter((language) => language !== undefined).sort();
  if (languages.length === 0) return;
  await tx
    .insertInto('search_languages')
    .values(languages.map((language) => ({ language })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function writeDocuments(
  tx: Tx,
  contents: readonly ComplaintContents[],
  documents: readonly Document[],
): Promise<void> {
  if (contents.length === 0) return;
  const rows = contents.map(({ customerId, complaintId, recordedAt }, place) => ({
    customer_id: customerId,
    complaint_id: complaintId,
    recorded_at: recordedAt,
    words: sql<string>`${documents[place]?.vector ?? ''}::tsvector`,
  }));
  await tx
    .insertInto('search_documents')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['customer_id', 'complaint_id'])
        .doUpdateSet((eb) => ({ words: eb.ref('excluded.words') })),
    )
    .execute();
}
