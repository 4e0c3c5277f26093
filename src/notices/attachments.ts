import type { Database, Tx } from '#database/connection.ts';
import type { FileRef } from '#ledger/content.ts';
import type { FileStore } from '#ledger/file-store.ts';
import type { Attachment } from '#mail/compose.ts';

type Row = { name: string; mediaType: string; sha256: Buffer | null };

async function rowsOf(
  db: Database | Tx,
  customerId: string,
  ids: readonly string[],
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('files')
    .select(['name', 'media_type as mediaType', 'sha256'])
    .where('customer_id', '=', customerId)
    .where('file_id', 'in', [...ids])
    .orderBy('file_id')
    .execute();
  return rows.map(({ name, ...row }) => ({ ...row, name: name ?? 'file' }));
}

/** The files of a letter with their bytes. One that was erased since is left out. */
export async function attachmentsOf(
  { db, files }: { db: Database; files: FileStore },
  customerId: string,
  ids: readonly string[],
): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const { name, mediaType, sha256 } of await rowsOf(db, customerId, ids)) {
    if (!sha256) continue;
    const bytes = await files.read(sha256);
    // A letter that speaks of a file must not go without it: it waits until a person has looked.
    if (!bytes) throw new Error('a file of this letter is missing');
    attachments.push({ name, mediaType, bytes });
  }
  return attachments;
}

export async function namesOfFiles(
  tx: Tx,
  customerId: string,
  files: readonly FileRef[],
): Promise<string[]> {
  const rows = await rowsOf(
    tx,
    customerId,
    files.map(({ file }) => file),
  );
  return rows.map(({ name }) => name);
}
