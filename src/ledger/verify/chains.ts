import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { hashEntry, noHash, type Stream } from '../entry.ts';
import { contentRefs } from '../references.ts';
import { entryFromRow } from '../store.ts';
import { readInBatches } from './batches.ts';
import { contentCheck, type VouchedRef } from './contents.ts';
import { type FaultList, placeOf } from './faults.ts';

/** An entry together with what the other tables of the ledger say about it. */
type ChainRow = Parameters<typeof entryFromRow>[0] & {
  previous_hash: Buffer;
  hash: Buffer;
  /** Whether the moment has no finer part than we write: such a part would escape the hash. */
  is_exact: boolean;
  head_version: number | null;
  head_hash: Buffer | null;
  head_at: Date | null;
  sealed_hash: Buffer | null;
  waiting_hash: Buffer | null;
};

export type ChainCounts = { entries: number; streams: number; contents: number; erased: number };

type Progress = (done: number) => void;

/**
 * Reads every entry once: recomputes its hash and its chain, compares it with the stream's head and
 * with its leaf in the tree, and checks the content it vouches for.
 */
export async function checkChains(
  tx: Tx,
  faults: FaultList,
  progress: Progress,
): Promise<ChainCounts> {
  const contents = await contentCheck(tx, faults);
  let [entries, streams] = [0, 0];
  let before: ChainRow | undefined;
  for await (const rows of readInBatches<ChainRow>(tx, 'chains', everyEntry)) {
    const refs: VouchedRef[] = [];
    for (const row of rows) {
      const isNew = !before || !isSameStream(before, row);
      if (isNew && before) checkHead(faults, before);
      if (isNew) streams += 1;
      checkLink(faults, row, isNew ? undefined : before);
      checkHash(faults, row);
      checkLeaf(faults, row);
      for (const ref of contentRefs(row.data)) refs.push({ ...ref, ...streamOf(row) });
      before = row;
    }
    await contents.check(refs);
    entries += rows.length;
    progress(entries);
  }
  if (before) checkHead(faults, before);
  await findEmptyStreams(tx, faults);
  return { entries, streams, ...(await contents.finish()) };
}

const everyEntry = sql<ChainRow>`
  select customer_id, stream, version, entry.recorded_at, actor, type, data, previous_hash,
    entry.hash, date_trunc('milliseconds', entry.recorded_at) = entry.recorded_at as is_exact,
    head_version, head_hash, head_at,
    sealed.hash as sealed_hash, waiting.hash as waiting_hash
  from ledger_entries as entry
  left join ledger_positions as sealed using (customer_id, stream, version)
  left join ledger_unsealed as waiting using (customer_id, stream, version)
  left join (select customer_id, stream, version, hash, recorded_at from ledger_heads)
    as head (customer_id, stream, head_version, head_hash, head_at)
    using (customer_id, stream)
  order by customer_id, stream, version`;

const streamOf = (row: ChainRow): Stream & { version: number } => ({
  customerId: row.customer_id,
  stream: row.stream,
  version: row.version,
});

const isSameStream = (one: ChainRow, other: ChainRow): boolean =>
  one.stream === other.stream && one.customer_id === other.customer_id;

/** The entry follows on the one before it; what is missing between them is named. */
function checkLink(faults: FaultList, row: ChainRow, before: ChainRow | undefined): void {
  const stream = streamOf(row);
  const expected = (before?.version ?? 0) + 1;
  if (row.version !== expected) {
    const gap = row.version - expected;
    const sentence =
      gap === 1 ? 'The entry was removed.' : `${gap} entries were removed from here on.`;
    faults.add('removed_entry', placeOf(stream, expected), sentence);
    return;
  }
  const place = placeOf(stream, row.version);
  if (!row.previous_hash.equals(before?.hash ?? noHash)) {
    faults.add('broken_chain', place, 'The entry is not chained to the one before it.');
  }
  if (before && row.recorded_at < before.recorded_at) {
    faults.add('changed_entry', place, 'The entry is dated before the one before it.');
  }
}

function checkHash(faults: FaultList, row: ChainRow): void {
  if (row.is_exact && hashOf(row)?.equals(row.hash)) return;
  const place = placeOf(streamOf(row), row.version);
  faults.add('changed_entry', place, 'The entry was changed: its hash is not that of its content.');
}

/** Nothing where the row cannot have been hashed by us: an infinite date, for example. */
function hashOf(row: ChainRow): Buffer | undefined {
  try {
    return hashEntry(row.previous_hash, entryFromRow(row));
  } catch {
    return undefined;
  }
}

/** Each entry is a leaf of the tree or waits to become one, under the same hash. */
function checkLeaf(faults: FaultList, row: ChainRow): void {
  const { hash, sealed_hash: sealed, waiting_hash: waiting } = row;
  const place = placeOf(streamOf(row), row.version);
  if (!sealed && !waiting) {
    faults.add('added_entry', place, 'The entry is neither sealed nor waiting: it was added.');
  } else if (sealed && waiting) {
    faults.add('added_position', place, 'The entry is sealed and still waits to be sealed.');
  } else if (sealed && !sealed.equals(hash)) {
    faults.add('changed_position', place, 'The entry is not the one that was sealed.');
  } else if (waiting && !waiting.equals(hash)) {
    faults.add('changed_entry', place, 'The entry is not the one that waits to be sealed.');
  }
}

/** The head of a stream agrees with its last entry. */
function checkHead(faults: FaultList, last: ChainRow): void {
  const stream = streamOf(last);
  const place = placeOf(stream, last.version);
  if (last.head_version === null) {
    faults.add('changed_head', place, 'The stream has entries but no head.');
  } else if (last.head_version > last.version) {
    const sentence = `The stream was cut: its head stands at version ${last.head_version}.`;
    faults.add('removed_entry', placeOf(stream, last.version + 1), sentence);
  } else if (last.head_version < last.version) {
    const sentence = `The stream's head stands at version ${last.head_version}: this was added.`;
    faults.add('added_entry', place, sentence);
  } else if (!last.head_hash?.equals(last.hash) || +(last.head_at ?? 0) !== +last.recorded_at) {
    faults.add('changed_head', place, "The stream's head does not agree with its last entry.");
  }
}

/** Streams, leaves and waiting leaves whose entries are gone altogether. */
async function findEmptyStreams(tx: Tx, faults: FaultList): Promise<void> {
  type Row = { customer_id: string; stream: string; version: number };
  const lists = {
    ledger_heads: 'The stream has a head, but none of its entries is left.',
    ledger_positions: 'The entry was sealed and is gone.',
    ledger_unsealed: 'The entry waited to be sealed and is gone.',
  };
  for (const [table, sentence] of Object.entries(lists)) {
    const lacksVersion = table === 'ledger_heads' ? sql`` : sql`and entry.version = listed.version`;
    const query = sql<Row>`
      select customer_id, stream, version from ${sql.table(table)} as listed
      where not exists (
        select from ledger_entries as entry
        where entry.customer_id = listed.customer_id and entry.stream = listed.stream
          ${lacksVersion})
      order by customer_id, stream, version`;
    for await (const rows of readInBatches(tx, `${table}_gone`, query)) {
      for (const { customer_id: customerId, stream, version } of rows) {
        faults.add('removed_entry', placeOf({ customerId, stream }, version), sentence);
      }
    }
  }
}
