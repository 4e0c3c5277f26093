/** A place in an entry's particulars that vouches for content lying elsewhere. */
export type ContentRef = { kind: 'words' | 'file'; id: string; digest: string };

/** All `{ words, digest }` and `{ file, digest }` objects in an entry's data, each named once. */
export function contentRefs(data: unknown): ContentRef[] {
  const refs = new Map<string, ContentRef>();
  const open: unknown[] = [data];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (value === null || typeof value !== 'object') continue;
    for (const ref of refsOf(value)) refs.set(`${ref.kind} ${ref.id} ${ref.digest}`, ref);
    open.push(...Object.values(value));
  }
  return [...refs.values()];
}

function refsOf(value: object): ContentRef[] {
  const { words, file, digest } = value as Record<string, unknown>;
  if (typeof digest !== 'string') return [];
  const refs: ContentRef[] = [];
  if (typeof words === 'string') refs.push({ kind: 'words', id: words, digest });
  if (typeof file === 'string') refs.push({ kind: 'file', id: file, digest });
  return refs;
}

/**
 * Length of every salt. It must be checked wherever a digest is: otherwise the first words of a
 * text could be moved into the salt, and the digest of both together would stay the same.
 */
export const saltBytes = 16;
