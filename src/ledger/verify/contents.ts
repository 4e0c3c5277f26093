import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Stream } from '../entry.ts';
import { sha256 } from '../merkle.ts';
import { type ContentRef, saltBytes } from '../references.ts';
import { readInBatches } from './batches.ts';
import { type FaultList, placeOf } from './faults.ts';

/** A place in an entry that vouches for content, and the entry. */
export type VouchedRef = ContentRef & Stream & { version: number };

/** Reads the bytes of a file from where they are kept; undefined where there is no such file. */
export type ReadFile = (sha256: Buffer) => Promise<Buffer | undefined>;

/** Checks references as they are found, and in the end that no content lacks one. */
export async function contentCheck(tx: Tx, faults: FaultList) {
  let [contents, erased] = [0, 0];
  await sql`
    create temp table vouched_content (kind text, customer_id uuid, id uuid)
    on commit drop`.execute(tx);

  async function check(refs: readonly VouchedRef[]): Promise<void> {
    for (const kind of ['words', 'file'] as const) {
      const known = refs.filter((ref) => ref.kind === kind && isUuid(ref.id));
      if (known.length === 0) continue;
      contents += known.length;
      for (const { place, state } of await findUnlike(tx, kind, known)) {
        const ref = known[place - 1];
        if (state === 'erased') erased += 1;
        else if (ref) addFault(faults, ref, state);
      }
    }
    for (const ref of refs) if (!isUuid(ref.id)) addFault(faults, ref, 'removed');
  }

  async function finish(): Promise<{ contents: number; erased: number }> {
    await sql`analyze vouched_content`.execute(tx);
    await findUnvouched(tx, faults, 'words');
    await findUnvouched(tx, faults, 'file');
    return { contents, erased };
  }

  return { check, finish };
}

type State = 'erased' | 'removed' | 'changed';

const tables = {
  words: {
    table: sql.table('words'),
    id: sql.ref('words_id'),
    bytes: sql`convert_to(content.text, 'UTF8')`,
  },
  file: { table: sql.table('files'), id: sql.ref('file_id'), bytes: sql`content.sha256` },
};

/** Notes the references and names those, from 1, behind which the content is not whole. */
async function findUnlike(
  tx: Tx,
  kind: 'words' | 'file',
  refs: readonly VouchedRef[],
): Promise<{ place: number; state: State }[]> {
  const { table, id, bytes } = tables[kind];
  const wanted = sql`unnest(
    ${refs.map((ref) => ref.customerId)}::uuid[],
    ${refs.map((ref) => ref.id)}::uuid[],
    ${refs.map((ref) => ref.digest)}::text[])`;
  const { rows } = await sql<{ place: number; state: State }>`
    with noted as (
      insert into vouched_content (kind, customer_id, id)
      select ${kind}, customer_id, id from ${wanted} as ref (customer_id, id, digest)
    ), found as (
      select place, case
        when content.customer_id is null then 'removed'
        when content.erased_at is not null and ${bytes} is null then 'erased'
        when octet_length(salt) = ${saltBytes}
          and encode(sha256(salt || ${bytes}), 'hex') = digest then 'whole'
        else 'changed' end as state
      from ${wanted} with ordinality as ref (customer_id, id, digest, place)
      left join ${table} as content
        on content.customer_id = ref.customer_id and content.${id} = ref.id
    )
    select place, state from found where state <> 'whole' order by place`.execute(tx);
  return rows;
}

function addFault(faults: FaultList, ref: VouchedRef, state: 'removed' | 'changed'): void {
  const name = `${ref.kind} ${ref.id}`;
  const place = `${name} (${placeOf(ref, ref.version)})`;
  if (state === 'removed') {
    faults.add('removed_content', place, 'The entry vouches for content that is gone.');
  } else {
    faults.add('changed_content', place, 'The content is not what the entry vouches for.');
  }
}

async function findUnvouched(tx: Tx, faults: FaultList, kind: 'words' | 'file'): Promise<void> {
  const { table, id } = tables[kind];
  const query = sql<{ customer_id: string; id: string }>`
    select content.customer_id, content.${id} as id from ${table} as content
    where not exists (
      select from vouched_content as vouched
      where vouched.kind = ${sql.lit(kind)} and vouched.customer_id = content.customer_id
        and vouched.id = content.${id})
    order by 1, 2`;
  for await (const rows of readInBatches(tx, `${kind}_added`, query)) {
    for (const row of rows) {
      const place = `${kind} ${row.id} (customer ${row.customer_id})`;
      faults.add('added_content', place, 'No entry vouches for this content: it was added.');
    }
  }
}

/** Compares the bytes of every file that was not erased with what its row says. */
export async function checkFiles(
  tx: Tx,
  faults: FaultList,
  readFile: ReadFile,
  progress: (done: number) => void,
): Promise<void> {
  type Row = { customer_id: string; file_id: string; sha256: Buffer; size: number };
  const query = sql<Row>`
    select customer_id, file_id, sha256, size from files
    where sha256 is not null order by sha256, customer_id, file_id`;
  let done = 0;
  for await (const rows of readInBatches(tx, 'files', query)) {
    for (const row of rows) {
      const bytes = await readFile(row.sha256);
      const place = `file ${row.file_id} (customer ${row.customer_id})`;
      if (!bytes) faults.add('removed_file', place, 'The file is gone from the store.');
      else if (!sha256(bytes).equals(row.sha256) || bytes.length !== row.size) {
        faults.add('changed_file', place, 'The bytes in the store are not those that were kept.');
      }
    }
    done += rows.length;
    progress(done);
  }
}

const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
