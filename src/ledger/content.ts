import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#database/connection.ts';
import { newId } from '#id.ts';
import { Refusal } from '#refusal.ts';

/** What an entry holds instead of words: where they lie, and a digest that vouches for them. */
export type WordsRef = { words: string; digest: string };

/** The same for a file: the digest covers the SHA-256 of its bytes. */
export type FileRef = { file: string; digest: string };

export type StoredFile = {
  sha256: Buffer;
  size: number;
  name: string;
  mediaType: string;
  claimedType: string | null;
};

/** SHA-256 of salt and content, in hexadecimal. Without the salt it says nothing about the content. */
export const digestOf = (salt: Buffer, content: Buffer | string): string =>
  createHash('sha256').update(salt).update(content).digest('hex');

/** Keeps several texts of one customer in one statement and returns what the entries may hold. */
export async function keepWords(
  tx: Tx,
  customerId: string,
  texts: readonly string[],
): Promise<WordsRef[]> {
  const rows = texts.map((text) => {
    assertStorable(text);
    return { customer_id: customerId, words_id: newId(), salt: randomBytes(16), text };
  });
  if (rows.length === 0) return [];
  await tx.insertInto('words').values(rows).execute();
  const kept = keptIn(tx);
  for (const row of rows) kept.set(row.words_id, row.text);
  return rows.map((row) => ({ words: row.words_id, digest: digestOf(row.salt, row.text) }));
}

const keptByTransaction = new WeakMap<Tx, Map<string, string>>();

/** Words kept in this very transaction are often read again in it: no need to ask for them. */
function keptIn(tx: Tx): Map<string, string> {
  const kept = keptByTransaction.get(tx) ?? new Map<string, string>();
  keptByTransaction.set(tx, kept);
  return kept;
}

/** Keeps the description of files whose bytes already lie in the file store. */
export async function keepFiles(
  tx: Tx,
  customerId: string,
  files: readonly StoredFile[],
): Promise<FileRef[]> {
  const rows = files.map((file) => ({
    customer_id: customerId,
    file_id: newId(),
    salt: randomBytes(16),
    sha256: file.sha256,
    name: file.name,
    media_type: file.mediaType,
    claimed_type: file.claimedType,
    size: file.size,
  }));
  if (rows.length === 0) return [];
  await tx.insertInto('files').values(rows).execute();
  return rows.map((row) => ({ file: row.file_id, digest: digestOf(row.salt, row.sha256) }));
}

/** Words by id; null where they were erased. */
export async function readWords(
  tx: Tx,
  customerId: string,
  wordsId: string,
): Promise<string | null> {
  const kept = keptByTransaction.get(tx)?.get(wordsId);
  if (kept !== undefined) return kept;
  const row = await tx
    .selectFrom('words')
    .select('text')
    .where('customer_id', '=', customerId)
    .where('words_id', '=', wordsId)
    .executeTakeFirst();
  return row?.text ?? null;
}

/**
 * PostgreSQL cannot hold a zero character and UTF-8 cannot hold half a surrogate pair. Changing a
 * customer's words silently is worse than asking for them again.
 */
export function assertStorable(text: string): void {
  if (!text.includes('\0') && text.isWellFormed()) return;
  throw new Refusal(
    'unusable_characters',
    'The text holds characters that cannot be kept (a zero character or half of a pair). Please remove them and send it again.',
  );
}
