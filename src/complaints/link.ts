import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#refusal.ts';

/** Which complaint a private link opens, and which edition of the link it is. */
export type LinkTarget = { customerId: string; complaintId: string; linkVersion: number };

const macBytes = 16;
const targetBytes = 34;

/**
 * The secret part of a private link: ids, edition and a keyed digest (HMAC-SHA-256, 128 bits).
 * It can be made again whenever we write to the customer, so it need not be stored anywhere.
 */
export function linkToken(key: Buffer, target: LinkTarget): string {
  const bytes = targetToBytes(target);
  return Buffer.concat([bytes, macOf(key, 'link', bytes)]).toString('base64url');
}

/** Throws the same refusal for whatever is wrong with a link, so that guessing teaches nothing. */
export function readLinkToken(key: Buffer, token: string): LinkTarget {
  const all = Buffer.from(token, 'base64url');
  const bytes = all.subarray(0, targetBytes);
  const mac = all.subarray(targetBytes);
  const isOurs =
    all.length === targetBytes + macBytes && timingSafeEqual(mac, macOf(key, 'link', bytes));
  if (isOurs) return targetFromBytes(bytes);
  throw new Refusal(
    'link_unknown',
    'This link is not one of ours. Please check that it was copied whole, or have it sent to you again.',
    { status: 404 },
  );
}

// Crockford's base 32, as in references.
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const claimLength = 10;

/** A short secret for somebody who cannot keep a link: with the reference it opens the same page. */
export function claimCode(key: Buffer, target: LinkTarget): string {
  const mac = macOf(key, 'claim', targetToBytes(target));
  const code = [...mac.subarray(0, claimLength)].map((byte) => symbols[byte % symbols.length]);
  return `${code.slice(0, 5).join('')}-${code.slice(5).join('')}`;
}

export function claimCodeMatches(key: Buffer, target: LinkTarget, written: string): boolean {
  const plain = (text: string) =>
    Buffer.from(
      text
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .replace(/O/g, '0')
        .replace(/[IL]/g, '1'),
    );
  const expected = plain(claimCode(key, target));
  const given = plain(written);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** 128 bits that only who has the key can make; `use` keeps one kind of secret from another. */
export const macOf = (key: Buffer, use: string, bytes: Buffer): Buffer =>
  createHmac('sha256', prepared(key)).update(use).update(bytes).digest().subarray(0, macBytes);

const preparedKeys = new WeakMap<Buffer, KeyObject>();

/** Preparing a key takes longer than using it. */
function prepared(key: Buffer): KeyObject {
  const known = preparedKeys.get(key) ?? createSecretKey(key);
  preparedKeys.set(key, known);
  return known;
}

function targetToBytes({ customerId, complaintId, linkVersion }: LinkTarget): Buffer {
  const version = Buffer.alloc(2);
  version.writeUInt16BE(linkVersion);
  return Buffer.concat([uuidToBytes(customerId), uuidToBytes(complaintId), version]);
}

const targetFromBytes = (bytes: Buffer): LinkTarget => ({
  customerId: uuidFromBytes(bytes.subarray(0, 16)),
  complaintId: uuidFromBytes(bytes.subarray(16, 32)),
  linkVersion: bytes.readUInt16BE(32),
});

const uuidToBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const uuidFromBytes = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
