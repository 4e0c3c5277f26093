import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * Something that happened: a past-tense name and its particulars. The particulars hold ids, dates,
 * numbers, choices from a closed list and digests, but never free text and never personal data.
 */
export type Fact = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** Which chain an entry belongs to: one customer's (or the organisation's) one thing. */
export type Stream = { readonly customerId: string; readonly stream: string };

/** A fact as it stands in the ledger. */
export type Entry<F extends Fact = Fact> = F &
  Stream & {
    /** 1 for the first entry of a stream. */
    readonly version: number;
    readonly recordedAt: Date;
    /** `staff:<id>`, `customer:<id>`, `token:<id>` or `program`. */
    readonly actor: string;
  };

/** What the first entry of every stream is chained to. */
export const noHash: Buffer = Buffer.alloc(32);

/**
 * SHA-256 over the previous hash and the entry as canonical JSON (RFC 8785).
 * Changing, removing or reordering an entry changes every later hash of its stream.
 */
export function hashEntry(previousHash: Buffer, entry: Entry): Buffer {
  const { customerId, stream, version, recordedAt, actor, type, data } = entry;
  const text = canonicalize({
    customerId,
    stream,
    version,
    recordedAt: recordedAt.toISOString(),
    actor,
    type,
    data,
  });
  if (text === undefined) throw new Error(`entry ${stream} ${version} has no canonical JSON`);
  return createHash('sha256').update(previousHash).update(text, 'utf8').digest();
}

/** The id part of a stream's name: `promise:<id>` gives `<id>`. */
export const idOf = (stream: string): string => stream.slice(stream.indexOf(':') + 1);
