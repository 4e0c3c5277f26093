import { decodeText } from './charset.ts';
import { decodeTransfer } from './transfer.ts';

// A question mark belongs encoded, but some leave it as it is.
const word = /=\?([^?\s]{1,60})\?([bq])\?((?:[^?\r\n]|\?(?!=)){0,2000})\?=/gi;

type Run = { charset: string; bytes: Buffer[]; end: number };

/** Text of a header with its encoded words decoded (RFC 2047); `isSure` is false where one had to be guessed. */
export function decodeWords(value: string): { text: string; isSure: boolean } {
  if (!value.includes('=?')) return { text: value, isSure: true };
  const out: string[] = [];
  let isSure = true;
  let run: Run = { charset: '', bytes: [], end: 0 };
  const flush = () => {
    const decoded = decodeText(Buffer.concat(run.bytes), run.charset);
    out.push(decoded.text);
    isSure &&= decoded.isSure;
  };
  for (const match of value.matchAll(word)) {
    const [whole, label = '', encoding = '', code = ''] = match;
    const charset = label.replace(/\*.*$/, '').toLowerCase();
    const between = value.slice(run.end, match.index);
    // Space between two words is not part of the text, and a letter may be torn between them.
    const goesOn = run.bytes.length > 0 && between.trim() === '';
    if (!goesOn || charset !== run.charset) {
      flush();
      if (!goesOn) out.push(between);
      run = { charset, bytes: [], end: 0 };
    }
    run.bytes.push(bytesOf(code, encoding));
    run.end = match.index + whole.length;
  }
  flush();
  out.push(value.slice(run.end));
  return { text: out.join(''), isSure };
}

/** The same text with its encoded words in a form that holds no sign of any header's syntax. */
export const guardWords = (value: string): string =>
  value.replace(word, (_, label: string, encoding: string, code: string) => {
    const bytes = bytesOf(code, encoding);
    return `=?${label}?B?${bytes.toString('base64')}?=`;
  });

function bytesOf(code: string, encoding: string): Buffer {
  const isBase64 = encoding.toLowerCase() === 'b';
  const bytes = Buffer.from(isBase64 ? code : code.replaceAll('_', ' '));
  return decodeTransfer(bytes, isBase64 ? 'base64' : 'quoted-printable').content;
}

const controls = /[\p{Cc}\u2028\u2029]+/gu;

/** Decoded, on one line and at most so long: no header can bring another with it. */
export function oneLine(text: string, characters: number): string {
  const line = text
    .replaceAll('\0', '\uFFFD')
    .replace(controls, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, characters);
  return line.toWellFormed();
}
