import { takeUuencoded } from './uuencode.ts';

export type Transferred = { content: Buffer; isWhole: boolean };

/** Undoes a Content-Transfer-Encoding. What is not encoded as it says is given as well as can be. */
export function decodeTransfer(bytes: Buffer, encoding: string): Transferred {
  const name = encoding.toLowerCase().replace(/["'\s;]/g, '');
  if (name === 'base64') return decodeBase64(bytes);
  if (name === 'quoted-printable') return { content: decodeQuoted(bytes), isWhole: true };
  if (/^(?:x-)?uu/.test(name)) {
    const first = takeUuencoded(bytes).files[0];
    return { content: first?.content ?? bytes, isWhole: first !== undefined };
  }
  return { content: bytes, isWhole: true };
}

const strange = /[^A-Za-z0-9+/=\s]/;

/** Of more, broken lines are not looked at one by one. */
const linesMax = 4_000_000;

function decodeBase64(bytes: Buffer): Transferred {
  const text = bytes.toString('latin1');
  if (!strange.test(text)) return { content: joinBase64(text), isWhole: true };
  if (text.length > linesMax) return { content: joinBase64(onlyCode(text)), isWhole: false };
  const lines = text.split('\n').map((line) => line.trim());
  const code = lines.filter((line) => !/\s/.test(line));
  // Some say base64 and send the words as they are.
  if (code.length < lines.length / 2) return { content: bytes, isWhole: false };
  // What somebody on the way has put under the end is not part of it.
  const last = code.findLastIndex((line) => line.endsWith('='));
  const own = code.filter((line, index) => index <= last || last < 0 || !strange.test(line));
  return { content: joinBase64(onlyCode(own.join(''))), isWhole: false };
}

const onlyCode = (text: string): string => text.replace(/[^A-Za-z0-9+/=]/g, '');

/** So many are not put together by anybody. */
const piecesMax = 10_000;

/** Node stops at the first padding; mailing lists put pieces together that are each padded. */
function joinBase64(text: string): Buffer {
  const pieces = text.split(/=+(?=\s*[A-Za-z0-9+/])/, piecesMax);
  if (pieces.length === piecesMax) return Buffer.from(text.replaceAll('=', ''), 'base64');
  if (pieces.length === 1) return Buffer.from(text, 'base64');
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
}

const equals = 0x3d;
const lineFeed = 0x0a;

/** Value of each byte as a hexadecimal digit; -1 where it is none. */
const digits = Int8Array.from({ length: 256 }, (_, byte) => {
  const value = Number.parseInt(String.fromCharCode(byte), 16);
  return Number.isNaN(value) ? -1 : value;
});
const digit = (byte: number | undefined): number => digits[byte ?? 0] ?? -1;

function decodeQuoted(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafeSlow(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const next = bytes.indexOf(equals, at);
    const end = next < 0 ? bytes.length : next;
    length += bytes.copy(out, length, at, end);
    if (next < 0) break;
    const value = digit(bytes[next + 1]) * 16 + digit(bytes[next + 2]);
    const isEscape = digit(bytes[next + 1]) >= 0 && digit(bytes[next + 2]) >= 0;
    const soft = isEscape ? next : endOfSoftBreak(bytes, next);
    if (isEscape || soft === next) out[length++] = isEscape ? value : equals;
    at = isEscape ? next + 3 : Math.max(soft, next + 1);
  }
  return out.subarray(0, length);
}

/** Behind an equals sign that ends its line; its own place where it does not. */
function endOfSoftBreak(bytes: Buffer, start: number): number {
  let end = start + 1;
  while (isBlank(bytes[end])) end += 1;
  if (end >= bytes.length) return end;
  return bytes[end] === lineFeed ? end + 1 : start;
}

const isBlank = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === 0x09 || byte === 0x0d;
