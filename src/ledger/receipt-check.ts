import { z } from 'zod';
import { Refusal } from '#refusal.ts';
import { openCheckpoint, type TreeHead } from './checkpoint.ts';
import { digestOf } from './content.ts';
import { hashEntry, noHash } from './entry.ts';
import { hashBytes, leafHash, verifyInclusion } from './merkle.ts';
import { type ContentRef, contentRefs, saltBytes } from './references.ts';

const hexOf = (bytes: number) =>
  z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), `must be ${bytes} bytes in hexadecimal`);

const base64Hash = z.string().refine(isBase64Hash, `must be ${hashBytes} bytes in base64`);

const instant = z.string().refine(isInstant, 'must look like 2026-11-23T09:00:00.000Z');

/** Kept as it is: a schema that copied it might drop what the hash covers. */
const particulars = z.custom<Record<string, unknown>>(isPlainObject, 'must be an object');

const content = z.union([
  z.strictObject({
    id: z.string(),
    salt: hexOf(saltBytes),
    text: z.string(),
    digest: hexOf(hashBytes),
  }),
  z.strictObject({
    id: z.string(),
    salt: hexOf(saltBytes),
    sha256: hexOf(hashBytes),
    digest: hexOf(hashBytes),
  }),
  z.strictObject({ id: z.string(), erased: z.literal(true), digest: hexOf(hashBytes) }),
]);

const receiptEntry = z.strictObject({
  entry: z.strictObject({
    customerId: z.string(),
    stream: z.string(),
    version: z.int().min(1),
    recordedAt: instant,
    actor: z.string(),
    type: z.string(),
    data: particulars,
  }),
  previousHash: hexOf(hashBytes),
  hash: hexOf(hashBytes),
  position: z.int().min(0),
  inclusionProof: z.array(base64Hash),
  contents: z.array(content),
});

/** What a receipt looks like. A hash or a signature covers every field: none is decoration. */
export const receiptSchema = z.strictObject({
  format: z.literal('amends-receipt/1'),
  checkpoint: z.string(),
  verifierKey: z.string(),
  entries: z.array(receiptEntry).min(1),
});

export type Receipt = z.infer<typeof receiptSchema>;

export type ReceiptEntry = z.infer<typeof receiptEntry>;

/** Words as text, a file as the SHA-256 of its bytes, or what is left when either was erased. */
export type ReceiptContent = z.infer<typeof content>;

/**
 * Checks a receipt, given as JSON text or as what was parsed from it, without asking anybody.
 * Returns sentences saying what holds; throws `Refusal` with the code `receipt_wrong` naming the
 * first fault. Without a verifier key to expect, only the receipt itself says whose it is.
 */
export function checkReceipt(json: unknown, expectedVerifierKey?: string): string[] {
  const receipt = parseReceipt(json);
  const { verifierKey, entries } = receipt;
  if (expectedVerifierKey !== undefined && verifierKey !== expectedVerifierKey) {
    throw wrong(`It is signed with the key ${verifierKey}, not with ${expectedVerifierKey}.`);
  }
  const head = openHead(receipt);
  return [
    `The checkpoint over ${head.size} entries of the ledger ${head.origin} is signed with its key.`,
    ...entries.map((entry) => checkEntry(entry, head)),
    ...checkChain(entries),
    ...(expectedVerifierKey === undefined ? [compareKey(verifierKey)] : []),
  ];
}

function parseReceipt(json: unknown): Receipt {
  const parsed = receiptSchema.safeParse(typeof json === 'string' ? parseJson(json) : json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the whole';
  throw wrong(`It does not have the form of a receipt (${place}: ${issue?.message}).`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong('It is not JSON.');
  }
}

function openHead({ checkpoint, verifierKey }: Receipt): TreeHead {
  try {
    return openCheckpoint(checkpoint, verifierKey);
  } catch (error) {
    if (error instanceof Refusal) throw wrong(error.message);
    throw error;
  }
}

function checkEntry(receiptEntry: ReceiptEntry, head: TreeHead): string {
  const { entry, hash, position, inclusionProof, contents } = receiptEntry;
  const name = nameOf(receiptEntry);
  const ownHash = Buffer.from(hash, 'hex');
  if (!hashOf(receiptEntry)?.equals(ownHash)) throw wrong(`${name}: its hash is not that of it.`);
  const claim = {
    index: position,
    size: head.size,
    leaf: leafHash(ownHash),
    proof: inclusionProof.map((part) => Buffer.from(part, 'base64')),
    root: head.root,
  };
  if (!verifyInclusion(claim)) {
    throw wrong(`${name}: it does not stand at position ${position} under the checkpoint.`);
  }
  const counts = checkContents(name, contentRefs(entry.data), contents);
  return `${name}, recorded ${entry.recordedAt} by ${entry.actor}, stands at position ${position} under that checkpoint${counts}.`;
}

/** Nothing, when the entry cannot have been hashed because it holds what JSON cannot. */
function hashOf({ entry, previousHash }: ReceiptEntry): Buffer | undefined {
  try {
    const recordedAt = new Date(entry.recordedAt);
    return hashEntry(Buffer.from(previousHash, 'hex'), { ...entry, recordedAt });
  } catch {
    return undefined;
  }
}

function checkContents(
  name: string,
  refs: readonly ContentRef[],
  contents: readonly ReceiptContent[],
): string {
  const left = new Set(contents);
  let whole = 0;
  for (const ref of refs) {
    const found = [...left].find(({ id, digest }) => id === ref.id && digest === ref.digest);
    if (!found) throw wrong(`${name}: the content ${ref.id} that it vouches for is missing.`);
    left.delete(found);
    if ('erased' in found) continue;
    if (!isVouchedFor(ref, found)) throw wrong(`${name}: the content ${ref.id} was changed.`);
    whole += 1;
  }
  const [foreign] = left;
  if (foreign) throw wrong(`${name}: it does not vouch for the content ${foreign.id}.`);
  return countsOf(whole, refs.length - whole);
}

function isVouchedFor(ref: ContentRef, content: Exclude<ReceiptContent, { erased: true }>) {
  const salt = Buffer.from(content.salt, 'hex');
  if ('text' in content) return ref.kind === 'words' && digestOf(salt, content.text) === ref.digest;
  return ref.kind === 'file' && digestOf(salt, Buffer.from(content.sha256, 'hex')) === ref.digest;
}

function countsOf(whole: number, erased: number): string {
  const unchanged =
    whole > 0 ? `, with ${whole} unchanged ${whole === 1 ? 'content' : 'contents'}` : '';
  return erased > 0
    ? `${unchanged}${whole > 0 ? ' and' : ', with'} ${erased} erased since`
    : unchanged;
}

/** Entries of one stream that follow each other must be chained to each other. */
function checkChain(entries: readonly ReceiptEntry[]): string[] {
  const hashes = new Map<string, string>();
  for (const { entry, hash } of entries) {
    const place = placeOf(entry, entry.version);
    if (hashes.has(place)) throw wrong(`Version ${entry.version} of ${entry.stream} comes twice.`);
    hashes.set(place, hash);
  }
  let linked = 0;
  for (const receiptEntry of entries) {
    const { entry, previousHash } = receiptEntry;
    const isFirst = entry.version === 1;
    const before = isFirst ? noHash.toString('hex') : hashes.get(placeOf(entry, entry.version - 1));
    if (before === undefined) continue;
    if (before !== previousHash) {
      throw wrong(`${nameOf(receiptEntry)}: it is not chained to the entry before it.`);
    }
    if (!isFirst) linked += 1;
  }
  return linked > 0 ? [`${linked} of these are chained to the entry before them.`] : [];
}

const placeOf = ({ customerId, stream }: ReceiptEntry['entry'], version: number): string =>
  JSON.stringify([customerId, stream, version]);

const nameOf = ({ entry }: ReceiptEntry): string =>
  `${entry.type} (version ${entry.version} of ${entry.stream})`;

const compareKey = (verifierKey: string): string =>
  `Make sure that the organisation publishes this as its key: ${verifierKey}`;

const wrong = (sentence: string): Refusal =>
  new Refusal('receipt_wrong', `This receipt is not good. ${sentence}`);

function isBase64Hash(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === hashBytes && bytes.toString('base64') === text;
}

function isInstant(text: string): boolean {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
}

function isPlainObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
