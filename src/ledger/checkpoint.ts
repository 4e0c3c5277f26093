import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto';
import { Refusal } from '#refusal.ts';
import { hashBytes, sha256 } from './merkle.ts';

/** What a checkpoint says: so many entries, with this root, in the ledger of this name. */
export type TreeHead = {
  /** The ledger's name, which is also the name of its key. */
  origin: string;
  /** Number of entries under the root. */
  size: number;
  root: Buffer;
};

/** The public half of a key that signs checkpoints. */
export type Verifier = {
  /** `<name>+<hex of the key's hash>+<base64 of the key>`, as C2SP signed-note writes it. */
  readonly verifierKey: string;
  readonly name: string;
  /** First four bytes of SHA-256 over name, line feed, 0x01 and the public key. */
  readonly keyHash: Buffer;
  readonly publicKey: KeyObject;
};

/** A verifier that can also sign. */
export type SigningKey = Verifier & { sign(text: string): Buffer };

const ed25519 = Buffer.from([1]);

/** The bytes before a raw Ed25519 public key in its X.509 form (RFC 8410). */
const publicKeyHead = Buffer.from('302a300506032b6570032100', 'hex');

const keyHashBytes = 4;
const signatureBytes = 64;

/** A note longer than this is not one of ours. */
const noteCharactersMax = 10_000;

/** A verifier from its name and the 32 bytes of its public key. */
export function makeVerifier(name: string, rawKey: Buffer): Verifier {
  if (!isName(name)) throw wrong(`“${name}” cannot be the name of a key.`);
  if (rawKey.length !== 32) throw wrong('The verifier key must hold 32 bytes.');
  const typedKey = Buffer.concat([ed25519, rawKey]);
  const keyHash = sha256(Buffer.concat([Buffer.from(`${name}\n`), typedKey]));
  const head = keyHash.subarray(0, keyHashBytes);
  const der = Buffer.concat([publicKeyHead, rawKey]);
  return {
    verifierKey: `${name}+${head.toString('hex')}+${typedKey.toString('base64')}`,
    name,
    keyHash: head,
    publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }),
  };
}

/** The verifier behind a verifier key. Throws `Refusal` when it is not one. */
export function readVerifierKey(verifierKey: string): Verifier {
  // The base64 at the end may hold plus signs as well.
  const [name = '', , ...encoded] = verifierKey.split('+');
  const typedKey = fromBase64(encoded.join('+'));
  if (!typedKey?.subarray(0, 1).equals(ed25519)) {
    throw wrong('The verifier key is not an Ed25519 key in the form name+hash+key.');
  }
  const verifier = makeVerifier(name, typedKey.subarray(1));
  if (verifier.verifierKey !== verifierKey) {
    throw wrong('The verifier key contradicts itself: its hash is not that of its name and key.');
  }
  return verifier;
}

/** A checkpoint in the C2SP forms tlog-checkpoint and signed-note, with one Ed25519 signature. */
export function signCheckpoint({ size, root }: Omit<TreeHead, 'origin'>, key: SigningKey): string {
  const text = `${key.name}\n${size}\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([key.keyHash, key.sign(text)]);
  return `${text}\n${signatureMark}${key.name} ${signature.toString('base64')}\n`;
}

/**
 * What a signed checkpoint says, once the signature of the given key was found good. Signatures of
 * other keys, which witnesses may have added, are left aside. Throws `Refusal` on any fault.
 */
export function openCheckpoint(note: string, key: string | Verifier): TreeHead {
  const verifier = typeof key === 'string' ? readVerifierKey(key) : key;
  const { text, signatures } = splitNote(note);
  const own = signatures.filter((signature) => isBy(verifier, signature));
  if (own.length === 0) {
    throw wrong(`The checkpoint is not signed with the key ${verifier.verifierKey}.`);
  }
  for (const { bytes } of own) {
    const signature = bytes.subarray(keyHashBytes);
    const isGood =
      signature.length === signatureBytes &&
      verifySignature(null, Buffer.from(text), verifier.publicKey, signature);
    if (!isGood) throw wrong('The signature of the checkpoint is wrong.');
  }
  const head = readHead(text);
  if (head.origin !== verifier.name) {
    throw wrong(`The checkpoint is of the ledger ${head.origin}, not of ${verifier.name}.`);
  }
  return head;
}

/** The first checkpoint within a longer text, such as the message it was mailed in. */
export function checkpointIn(text: string): string | undefined {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const start = lines.findIndex((_, place) => beginsHead(lines.slice(place, place + 3)));
  const gap = lines.indexOf('', start);
  if (start < 0 || gap < 0) return undefined;
  let end = gap + 1;
  while (lines[end]?.startsWith(signatureMark)) end++;
  return end === gap + 1 ? undefined : `${lines.slice(start, end).join('\n')}\n`;
}

const beginsHead = ([origin, size = '', root = '']: readonly string[]): boolean =>
  origin !== '' && /^[0-9]+$/.test(size) && fromBase64(root)?.length === hashBytes;

type Signature = { name: string; bytes: Buffer };

const signatureMark = '— ';

const isBy = (verifier: Verifier, { name, bytes }: Signature): boolean =>
  name === verifier.name && bytes.subarray(0, keyHashBytes).equals(verifier.keyHash);

function splitNote(note: string): { text: string; signatures: Signature[] } {
  if (note.length > noteCharactersMax) throw wrong('The checkpoint is too long.');
  // Line feeds apart, a note holds no control characters: what one reads is all there is.
  if (hasControlCharacters(note) || !note.isWellFormed()) {
    throw wrong('The checkpoint holds characters that no checkpoint has.');
  }
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw wrong('The checkpoint is cut off or is none.');
  const lines = note.slice(end + 2, -1).split('\n');
  return { text: note.slice(0, end + 1), signatures: lines.map(readSignature) };
}

function readSignature(line: string): Signature {
  const [name = '', encoded = '', ...rest] = line.slice(signatureMark.length).split(' ');
  const bytes = fromBase64(encoded);
  const isWhole = isName(name) && bytes && bytes.length > keyHashBytes && rest.length === 0;
  if (!line.startsWith(signatureMark) || !isWhole) {
    throw wrong('A signature line of the checkpoint cannot be read.');
  }
  return { name, bytes };
}

function readHead(text: string): TreeHead {
  const [origin = '', digits = '', encoded = '', ...rest] = text.slice(0, -1).split('\n');
  const size = Number(digits);
  const root = fromBase64(encoded);
  if (origin === '') throw wrong('The checkpoint names no ledger.');
  if (!/^(0|[1-9][0-9]*)$/.test(digits) || !Number.isSafeInteger(size)) {
    throw wrong('The checkpoint does not say how many entries it covers.');
  }
  if (root?.length !== hashBytes) throw wrong('The checkpoint holds no root.');
  if (rest.includes('')) throw wrong('The checkpoint holds an empty line.');
  return { origin, size, root };
}

/** The bytes, if the text is the one way in which base64 writes them. */
function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}

const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name);

const hasControlCharacters = (text: string): boolean => /[^\P{Cc}\n]/u.test(text);

const wrong = (sentence: string): Refusal => new Refusal('checkpoint_wrong', sentence);
