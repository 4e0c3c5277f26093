import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as makeSignature,
  randomBytes,
} from 'node:crypto';
import { join } from 'node:path';
import { exitCodes, Stop } from '#refusal.ts';
import { keepSecret } from '#secret-file.ts';
import { makeVerifier, type SigningKey } from './checkpoint.ts';
import { sha256 } from './merkle.ts';

/** The bytes before a raw Ed25519 seed in its PKCS #8 form (RFC 8410). */
const privateKeyHead = Buffer.from('302e020100300506032b657004220420', 'hex');

const seedBytes = 32;

/** Where a data folder keeps the key that signs its checkpoints. */
export const signingKeyPath = (dataFolder: string): string =>
  join(dataFolder, 'keys', 'checkpoint.key');

/**
 * The key that signs this installation's checkpoints, made at first use. Several processes may ask
 * at once: all get the same key. The file holds one line in the form that Go's `note` package and
 * other tools for signed notes read: `PRIVATE+KEY+<name>+<hash>+<base64 of 0x01 and the seed>`.
 */
export async function loadSigningKey(dataFolder: string): Promise<SigningKey> {
  const path = signingKeyPath(dataFolder);
  const kept = await keepSecret(path, () => `${formatKey(randomBytes(seedBytes))}\n`);
  return parseKey(kept.toString('utf8'), path);
}

/** A key made from its 32 secret bytes. Its name holds the start of a digest of the public half. */
export function signingKeyFrom(seed: Buffer, name?: string): SigningKey {
  const der = Buffer.concat([privateKeyHead, seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const raw = rawPublicKey(privateKey);
  const verifier = makeVerifier(name ?? `amends/${sha256(raw).toString('hex').slice(0, 8)}`, raw);
  return { ...verifier, sign: (text) => makeSignature(null, Buffer.from(text), privateKey) };
}

const rawPublicKey = (privateKey: KeyObject): Buffer =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);

const formHead = 'PRIVATE+KEY';

function formatKey(seed: Buffer): string {
  const { name, keyHash } = signingKeyFrom(seed);
  const typedSeed = Buffer.concat([Buffer.from([1]), seed]);
  return `${formHead}+${name}+${keyHash.toString('hex')}+${typedSeed.toString('base64')}`;
}

function parseKey(text: string, path: string): SigningKey {
  const [first, second, name = '', keyHash, ...encoded] = text.trim().split('+');
  const typedSeed = Buffer.from(encoded.join('+'), 'base64');
  const isForm = `${first}+${second}` === formHead && typedSeed.length === seedBytes + 1;
  if (isForm && typedSeed[0] === 1 && name !== '') {
    const key = signingKeyFrom(typedSeed.subarray(1), name);
    if (key.keyHash.toString('hex') === keyHash) return key;
  }
  throw new Stop(
    `The key that signs checkpoints cannot be read from ${path}. Put back the file from a copy of the data folder.`,
    exitCodes.configuration,
  );
}
