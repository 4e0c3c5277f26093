import { isUtf8 } from 'node:buffer';
import libmime from 'libmime';
import { decode as decodeAs } from 'libmime/lib/charset.js';

export type Decoded = {
  text: string;
  /** False where the charset is unknown or contradicts the bytes, so that another was guessed. */
  isSure: boolean;
};

const undeclared = /^(?:|(?:us-?)?ascii|ansi_x3\.4-1968|[78]-?bit|binary|default|none|null)$/;
const western = /^(?:windows-?1252|cp-?1252|iso-?8859-?1|latin-?1|l1)$/;
const utf7 = /^(?:x-)?(?:unicode-1-1-)?utf-?7$/;
const sevenBit = /^(?:cs)?iso-?2022-?jp/;
/** How ISO-2022-JP changes to another set of letters. */
const japanese = ['$@', '$B', '(I', '(J'].map((set) => `\u001B${set}`);

/** Turns bytes into text: as declared where that can be, else as the bytes look. */
export function decodeText(bytes: Buffer, charset: string): Decoded {
  const name = charset
    .toLowerCase()
    .replace(/["'\s]/g, '')
    .slice(0, 40);
  const marked = readMarked(bytes);
  if (marked !== null) return { text: marked, isSure: true };
  if (undeclared.test(name)) return guess(bytes);
  if (utf7.test(name)) return { text: decodeUtf7(bytes.toString('latin1')), isSure: true };
  if (/^utf-?8$/.test(name)) return asUtf8(bytes);
  // Text that is UTF-8 letter by letter is hardly ever meant as anything else.
  if (western.test(name) && hasHighBytes(bytes) && isUtf8(bytes)) return unsure(bytes.toString());
  return asNamed(bytes, name);
}

/** A byte order mark says more than any declaration. */
function readMarked(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs(bytes.subarray(2), 'utf-16be');
  return null;
}

function guess(bytes: Buffer): Decoded {
  if (hasHighBytes(bytes)) {
    if (looksUtf8(bytes)) return { text: bytes.toString(), isSure: true };
    return unsure(decodeAs(bytes, 'windows-1252'));
  }
  const text = bytes.toString('latin1');
  if (japanese.some((change) => text.includes(change)))
    return { text: decodeAs(bytes, 'iso-2022-jp'), isSure: true };
  return { text, isSure: true };
}

function asUtf8(bytes: Buffer): Decoded {
  const text = bytes.toString();
  if (looksUtf8(bytes)) return { text, isSure: true };
  // A few broken letters in real UTF-8, or no UTF-8 at all?
  const broken = count(text, /\uFFFD/g);
  const right = count(text, /[^\0-\x7F\uFFFD]/g);
  return unsure(broken > right ? decodeAs(bytes, 'windows-1252') : text);
}

function asNamed(bytes: Buffer, name: string): Decoded {
  if (!libmime.createDecodeStream(name).supported) return unsure(guess(bytes).text);
  const hasHigh = hasHighBytes(bytes);
  const text = decodeAs(bytes, name);
  const isRight = !text.includes('\uFFFD') && !(hasHigh && sevenBit.test(name));
  if (isRight) return { text, isSure: true };
  if (hasHigh && looksUtf8(bytes)) return unsure(bytes.toString());
  // Japanese programs say the one and send the other.
  const others = sevenBit.test(name) ? ['euc-jp', 'shift_jis'] : [];
  const tries = others.map((other) => decodeAs(bytes, other));
  return unsure(tries.find((other) => !other.includes('\uFFFD')) ?? text);
}

/** The libraries refuse UTF-7 because of filters that look at the bytes; we look at the text. */
const decodeUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, run: string) =>
    run === '' ? '+' : utf16(Buffer.from(run, 'base64')),
  );

function utf16(bytes: Buffer): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
  return even.swap16().toString('utf16le');
}

/** Text may have been cut in the middle of a letter. */
function looksUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return true;
  const whole = withoutTornEnd(bytes);
  return whole.length < bytes.length && hasHighBytes(whole) && isUtf8(whole);
}

function withoutTornEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  const floor = Math.max(0, end - 3);
  while (end > floor && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const lead = bytes[end - 1] ?? 0;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return needed > bytes.length - end + 1 ? bytes.subarray(0, end - 1) : bytes;
}

const unsure = (text: string): Decoded => ({ text, isSure: false });
const hasHighBytes = (bytes: Buffer): boolean => /[\x80-\xff]/.test(bytes.toString('latin1'));
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
