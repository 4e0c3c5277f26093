import { decodeText } from './charset.ts';

/** The property a MAPI tag names. Those that a mail can be read without are left out. */
export const tags = {
  body: 0x1000,
  bodyHtml: 0x1013,
  attachedObject: 0x3701,
  displayName: 0x3001,
  longFileName: 0x3707,
  mimeType: 0x370e,
  contentId: 0x3712,
} as const;

export type Property = { text: string; bytes: Buffer };
export type Properties = Map<number, Property>;

const wanted = new Set<number>(Object.values(tags));
const isMany = 0x1000;
const firstNamed = 0x8000;

/** Bytes a value takes, by its type; all else has its length before it. */
const widths: Record<number, number> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const unicode = 0x1f;

type Cursor = { bytes: Buffer; at: number };

/** Reads a list of MAPI properties. Throws a RangeError where it ends too early. */
export function readProperties(bytes: Buffer, codepage: number): Properties {
  const cursor = { bytes, at: 0 };
  const found: Properties = new Map();
  let left = readCount(cursor);
  for (; left > 0; left -= 1) {
    const type = bytes.readUInt16LE(cursor.at);
    const id = bytes.readUInt16LE(cursor.at + 2);
    cursor.at += 4;
    if (id >= firstNamed) skipName(cursor);
    const value = readValue(cursor, type);
    if (wanted.has(id) && value)
      found.set(id, { text: textOf(value, type, codepage), bytes: value });
  }
  return found;
}

function readCount(cursor: Cursor): number {
  const count = cursor.bytes.readUInt32LE(cursor.at);
  cursor.at += 4;
  return count;
}

function skipName(cursor: Cursor): void {
  // An id of 16 bytes, then a number or a name.
  cursor.at += 16;
  const kind = readCount(cursor);
  const length = readCount(cursor);
  if (kind === 1) cursor.at += padded(length);
}

/** The first of the values, where it is one of those that have a length. */
function readValue(cursor: Cursor, type: number): Buffer | null {
  const width = widths[type & ~isMany];
  const hasCount = width === undefined || (type & isMany) !== 0;
  let left = hasCount ? readCount(cursor) : 1;
  if (width !== undefined) {
    cursor.at += width * left;
    return null;
  }
  let first: Buffer | null = null;
  for (; left > 0; left -= 1) {
    const length = readCount(cursor);
    const end = cursor.at + length;
    if (end > cursor.bytes.length) throw new RangeError('The value ends behind the property list.');
    first ??= cursor.bytes.subarray(cursor.at, end);
    cursor.at += padded(length);
  }
  return first;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

function textOf(value: Buffer, type: number, codepage: number): string {
  const charset = (type & ~isMany) === unicode ? 'utf-16le' : codepageName(codepage);
  return untilNull(decodeText(value, charset).text);
}

/** Text in the codepage of the sender's Windows, up to the zero that ends it. */
export const decodeOem = (bytes: Buffer, codepage: number): string =>
  untilNull(decodeText(bytes, codepageName(codepage)).text);

function codepageName(codepage: number): string {
  if (codepage === 65001) return 'utf-8';
  return codepage >= 1250 && codepage <= 1258 ? `windows-${codepage}` : `cp${codepage}`;
}

const untilNull = (text: string): string => text.replace(/\0.*$/s, '');
