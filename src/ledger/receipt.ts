import { sql } from 'kysely';
import type { Clock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { notFound } from '#refusal.ts';
import type { SigningKey } from './checkpoint.ts';
import type { Stream } from './entry.ts';
import { inclusionProof, type ReadSubtree } from './merkle.ts';
import type { Receipt, ReceiptContent, ReceiptEntry } from './receipt-check.ts';
import { type ContentRef, contentRefs } from './references.ts';
import { latestCheckpoint, sealAll } from './sealer.ts';
import { entryFromRow } from './store.ts';
import { treeReader } from './tree.ts';

/** One entry's place in its stream. */
export type EntryKey = Stream & { readonly version: number };

/**
 * A document with which a customer can show what was recorded and when, and check it without us.
 * Entries that were not sealed yet are sealed first. It holds the texts themselves: whoever gets it
 * must be allowed to read them. Throws a `not_found` refusal when there is no such entry.
 */
export async function makeReceipt(
  db: Database,
  clock: Clock,
  key: SigningKey,
  entries: readonly EntryKey[],
): Promise<Receipt> {
  const rows = await readSealed(db, clock, key, entries);
  const checkpoint = await latestCheckpoint(db);
  if (!checkpoint) throw new Error('entries have positions, but there is no checkpoint');
  const read = treeReader(db);
  const receiptEntries: ReceiptEntry[] = [];
  for (const row of rows) {
    const proof = await proofOf(row, checkpoint.size, read);
    receiptEntries.push(presentEntry(row, proof, await readContents(db, row)));
  }
  return {
    format: 'amends-receipt/1',
    checkpoint: checkpoint.note,
    verifierKey: key.verifierKey,
    entries: receiptEntries,
  };
}

type Row = Parameters<typeof entryFromRow>[0] & {
  previous_hash: Buffer;
  hash: Buffer;
  position: number | null;
};

type SealedRow = Row & { position: number };

async function readSealed(
  db: Database,
  clock: Clock,
  key: SigningKey,
  entries: readonly EntryKey[],
): Promise<SealedRow[]> {
  const rows = await readRows(db, entries);
  if (rows.length === 0 || rows.length < entries.length) {
    throw notFound('There is no entry in the ledger for which a receipt could be made.');
  }
  if (rows.every(isSealed)) return rows;
  await sealAll(db, clock, key);
  const sealed = (await readRows(db, entries)).filter(isSealed);
  if (sealed.length === rows.length) return sealed;
  throw new Error('an entry neither has a position nor waits for one; run: amends verify');
}

const isSealed = (row: Row): row is SealedRow => row.position !== null;

async function readRows(db: Database, entries: readonly EntryKey[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select entry.*, sealed.position
    from unnest(
      ${entries.map((entry) => entry.customerId)}::uuid[],
      ${entries.map((entry) => entry.stream)}::text[],
      ${entries.map((entry) => entry.version)}::int[])
      with ordinality as wanted (customer_id, stream, version, place)
    join ledger_entries as entry using (customer_id, stream, version)
    left join ledger_positions as sealed using (customer_id, stream, version)
    order by place`.execute(db);
  return rows;
}

async function proofOf(row: SealedRow, size: number, read: ReadSubtree): Promise<string[]> {
  const proof = await inclusionProof(row.position, size, read);
  return proof.map((part) => part.toString('base64'));
}

function presentEntry(row: SealedRow, proof: string[], contents: ReceiptContent[]): ReceiptEntry {
  const { customerId, stream, version, recordedAt, actor, type, data } = entryFromRow(row);
  return {
    entry: { customerId, stream, version, recordedAt: recordedAt.toISOString(), actor, type, data },
    previousHash: row.previous_hash.toString('hex'),
    hash: row.hash.toString('hex'),
    position: row.position,
    inclusionProof: proof,
    contents,
  };
}

async function readContents(db: Database, row: Row): Promise<ReceiptContent[]> {
  const contents: ReceiptContent[] = [];
  for (const ref of contentRefs(row.data)) {
    const { id, digest } = ref;
    const found = await (ref.kind === 'words' ? readText : readFileDigest)(
      db,
      row.customer_id,
      ref,
    );
    // With the salt, a short text could be guessed from its digest: what is erased has none.
    contents.push(found ? { id, ...found, digest } : { id, erased: true, digest });
  }
  return contents;
}

async function readText(db: Database, customerId: string, ref: ContentRef) {
  const row = await db
    .selectFrom('words')
    .select(['salt', 'text'])
    .where('customer_id', '=', customerId)
    .where('words_id', '=', ref.id)
    .executeTakeFirst();
  if (!row || row.text === null) return undefined;
  return { salt: row.salt.toString('hex'), text: row.text };
}

async function readFileDigest(db: Database, customerId: string, ref: ContentRef) {
  const row = await db
    .selectFrom('files')
    .select(['salt', 'sha256'])
    .where('customer_id', '=', customerId)
    .where('file_id', '=', ref.id)
    .executeTakeFirst();
  if (!row || row.sha256 === null) return undefined;
  return { salt: row.salt.toString('hex'), sha256: row.sha256.toString('hex') };
}
