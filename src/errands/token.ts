import { timingSafeEqual } from 'node:crypto';
import { macOf } from '#complaints/index.ts';

/**
 * Marks the addresses and ids of what we mail about an errand, so that a fixer's answer finds its way
 * back. Whoever has it and is one of ours may speak about this errand; it opens nothing.
 */
export const errandToken = (linkKey: Buffer, errandId: string): string =>
  `er${idText(errandId)}-${macText(linkKey, errandId)}`;

/** Base 36, for all of it has to fit before the @ of an address. */
const idLength = 25;
const macLength = 13;
const textLengthMax = 20_000;

const candidate = new RegExp(
  `(?=er([0-9a-z]{${idLength}})-([0-9a-z]{${macLength}})(?![0-9a-z]))`,
  'gi',
);

/** The errand of the first token of ours anywhere in an address or a Message-ID. */
export function readErrandToken(linkKey: Buffer, text: string): string | undefined {
  for (const [, id = '', mac = ''] of text.slice(0, textLengthMax).matchAll(candidate)) {
    const errandId = uuidOf(id.toLowerCase());
    if (errandId && isMacOf(linkKey, errandId, mac.toLowerCase())) return errandId;
  }
  return undefined;
}

const isMacOf = (linkKey: Buffer, errandId: string, mac: string): boolean =>
  timingSafeEqual(Buffer.from(mac), Buffer.from(macText(linkKey, errandId)));

const idText = (errandId: string): string =>
  BigInt(`0x${errandId.replaceAll('-', '')}`)
    .toString(36)
    .padStart(idLength, '0');

function uuidOf(text: string): string | undefined {
  let number = 0n;
  for (const symbol of text) number = number * 36n + BigInt(Number.parseInt(symbol, 36));
  const hex = number.toString(16).padStart(32, '0');
  if (hex.length > 32) return undefined;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** 64 bits. */
const macText = (linkKey: Buffer, errandId: string): string =>
  macOf(linkKey, 'errand', Buffer.from(errandId))
    .readBigUInt64BE(0)
    .toString(36)
    .padStart(macLength, '0');
