import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { newId } from '#id.ts';
import { Refusal } from '#refusal.ts';
import { saltBytes } from './references.ts';

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

const keptByTransaction = new WeakMap<Tx, Map<string, string>>();

/**
 * Keeps texts of one customer and returns what the entries may hold. Until they are written
 * `readWords` knows them from here.
 */
export async function keepWords(
  tx: Tx,
  customerId: string,
  texts: readonly string[],
): Promise<WordsRef[]> {
  const kept = keptByTransaction.get(tx) ?? new Map<string, string>();
  keptByTransaction.set(tx, kept);
  const refs: WordsRef[] = [];
  for (const text of texts) {
    assertStorable(text);
    const [wordsId, salt] = [newId(), randomBytes(saltBytes)];
    await putIn(tx, 'words', { customer_id: customerId, words_id: wordsId, salt, text });
    kept.set(wordsId, text);
    refs.push({ words: wordsId, digest: digestOf(salt, text) });
  }
  return refs;
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
