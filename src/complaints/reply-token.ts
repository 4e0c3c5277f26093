import { timingSafeEqual } from 'node:crypto';
import { macOf } from './link.ts';
import { readReference, symbols } from './reference.ts';

const macLength = 13;

/**
 * Marks the addresses and ids of what we send about a complaint, so that an answer finds its way
 * back whatever the customer's program does to it. It leads to the complaint and opens nothing.
 */
export const replyToken = (linkKey: Buffer, reference: string): string =>
  `${plain(reference)}-${macText(linkKey, reference)}`;

/** Longer than any header that servers let pass. */
const textLengthMax = 20_000;

const candidate = new RegExp(
  `(?=(am[${symbols}]{8})-([${symbols}]{${macLength}})(?![0-9a-z]))`,
  'gi',
);

/** The reference of the first token of ours anywhere in an address or a Message-ID. */
export function readReplyToken(linkKey: Buffer, text: string): string | undefined {
  for (const [, written = '', mac = ''] of text.slice(0, textLengthMax).matchAll(candidate)) {
    const reference = readReference(written);
    if (reference && isMacOf(linkKey, reference, mac)) return reference;
  }
  return undefined;
}

const isMacOf = (linkKey: Buffer, reference: string, mac: string): boolean =>
  timingSafeEqual(Buffer.from(mac.toLowerCase()), Buffer.from(macText(linkKey, reference)));

const plain = (reference: string): string => reference.replaceAll('-', '').toLowerCase();

/** 65 bits in base 32: an address of mail may have 64 characters before its @. */
function macText(linkKey: Buffer, reference: string): string {
  const mac = macOf(linkKey, 'reply', Buffer.from(reference));
  const bits = [...mac].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: macLength }, (_, place) =>
    symbols.charAt(Number.parseInt(bits.slice(place * 5, place * 5 + 5), 2)),
  )
    .join('')
    .toLowerCase();
}
