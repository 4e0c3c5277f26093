import { decodeText } from './charset.ts';
import { limits } from './limits.ts';

/** One header: name in lower case, value unfolded, its encoded words as they are. */
export type Field = { name: string; value: string };

export type Fields = { list: Field[]; isCut: boolean; isSure: boolean };

/** Kept where all others are too many. */
const essential =
  /^(?:from|sender|to|cc|reply-to|subject|date|message-id|in-reply-to|references|content-.*)$/;
const start = /^([!-9;-~]{1,200})[ \t]*:(.*)$/s;

/** Reads a block of headers, up to its first empty line. Lines that are none are passed over. */
export function readFields(bytes: Buffer): Fields {
  const fields: Fields = { list: [], isCut: false, isSure: true };
  for (const lines of folded(bytes)) {
    const decoded = decodeText(Buffer.from(lines.join(' '), 'latin1'), '');
    const [, name, value = ''] = start.exec(decoded.text) ?? [];
    if (name === undefined) continue;
    fields.isSure &&= decoded.isSure;
    keep(fields, { name: name.toLowerCase(), value: value.trim() });
  }
  return fields;
}

function keep(fields: Fields, { name, value }: Field): void {
  const { list } = fields;
  const most = essential.test(name) ? limits.headerFields * 2 : limits.headerFields;
  const isOver = list.length >= most;
  if (isOver || value.length > limits.headerCharacters) fields.isCut = true;
  if (!isOver) list.push({ name, value: value.slice(0, limits.headerCharacters) });
}

/** Lines that belong together, without the line breaks. */
function* folded(bytes: Buffer): Generator<string[]> {
  let lines: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const feed = bytes.indexOf(0x0a, at);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.toString('latin1', at, endOfLine(bytes, at, end));
    at = end + 1;
    if (line === '') break;
    if (/^[ \t]/.test(line) && lines.length > 0) {
      lines.push(line.trim());
      continue;
    }
    if (lines.length > 0) yield lines;
    lines = [line];
  }
  if (lines.length > 0) yield lines;
}

function endOfLine(bytes: Buffer, start: number, feed: number): number {
  let end = feed;
  while (end > start && bytes[end - 1] === 0x0d) end -= 1;
  return end;
}

export const valuesOf = (list: readonly Field[], name: string): string[] =>
  list.flatMap((field) => (field.name === name ? [field.value] : []));

/** Of a header that may only be there once, the first counts. */
export const valueOf = (list: readonly Field[], name: string): string =>
  list.find((field) => field.name === name)?.value ?? '';
