import { timingSafeEqual } from 'node:crypto';
import { macOf } from '#complaints/index.ts';
import { Refusal } from '#refusal.ts';

/** Who is asked about which fix: what the link in the letter opens, without a password. */
export type OfTelling = { customerId: string; fixId: string };

const idBytes = 16;
const targetBytes = 2 * idBytes;
const macBytes = 16;

export function tellingToken(key: Buffer, { customerId, fixId }: OfTelling): string {
  const bytes = Buffer.concat([bytesOf(customerId), bytesOf(fixId)]);
  return Buffer.concat([bytes, macOf(key, 'fix', bytes)]).toString('base64url');
}

export function readTellingToken(key: Buffer, token: string): OfTelling {
  const all = Buffer.from(token, 'base64url');
  const bytes = all.subarray(0, targetBytes);
  const mac = all.subarray(targetBytes);
  if (all.length === targetBytes + macBytes && timingSafeEqual(mac, macOf(key, 'fix', bytes))) {
    return { customerId: idOf(bytes.subarray(0, idBytes)), fixId: idOf(bytes.subarray(idBytes)) };
  }
  throw new Refusal(
    'link_unknown',
    'This link is not one of ours. Please check that it was copied whole.',
    { status: 404 },
  );
}

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
