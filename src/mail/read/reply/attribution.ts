import { opening, wrote } from './languages.ts';
import { isBlank, type Line } from './lines.ts';

/** The line or lines above a quotation that say who wrote it and when. */
export type Attribution = {
  /** Number of lines it takes. */
  length: number;
  /** Names so much that it can be nothing else; the others need a quotation below. */
  isSure: boolean;
};

const linesAtMost = 6;
const charactersAtMost = 400;

const openingPattern = new RegExp(`^(?:${opening})(?=[\\s\\d,.])`, 'iu');
const wrotePattern = new RegExp(`(?<![\\p{L}])(?:${wrote})(?![\\p{L}])`, 'iu');
const wroteLast = new RegExp(
  `(?<![\\p{L}])(?:${wrote})\\s?(?:[:：]|\\.{3}|…)?\\s{0,3}[-*_]{0,9}$`,
  'iu',
);

const day =
  /(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}月\d{1,2}日|\d{4}년)(?!\d)|\d{4}年/;
const time = /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/;
const address = /[^\s<>@]{1,100}@[^\s<>@]{1,100}/;
const colonLast = /[:：][*_\s-]{0,9}$/;
const gmail =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})\S{0,8} \S.{0,120}$/;

/** The attribution that begins at a line; null where none does. */
export function attributionAt(lines: readonly Line[], start: number): Attribution | null {
  const first = lines[start];
  if (!first || !mayOpen(first.text)) return null;
  let joined = '';
  for (const [index, line] of lines.slice(start, start + linesAtMost).entries()) {
    const text = textOf(line, first.depth, joined);
    if (text === null || joined.length + text.length > charactersAtMost) return null;
    joined = `${joined} ${text}`.trim();
    const isSure = text !== '' && mayClose(joined) ? judge(joined) : null;
    if (isSure !== null) return { length: index + 1, isSure };
  }
  return null;
}

/** What a line adds to those before it; null where it cannot belong to them. */
function textOf(line: Line, depth: number, joined: string): string | null {
  if (joined !== '' && isAnew(line, joined)) return null;
  return textAtDepth(line, depth, joined) ?? null;
}

/** A mark at the start may close an address that was broken over lines, and quote nothing. */
function textAtDepth(line: Line, depth: number, joined: string): string | undefined {
  if (line.depth === depth) return line.text;
  const isOpen = joined.split('<').length > joined.split('>').length;
  return isOpen && line.depth === depth + 1 ? `> ${line.text}` : undefined;
}

/** What begins another: the one before was a line of its own. */
function isAnew(line: Line, joined: string): boolean {
  if (isBlank(line)) return !openingPattern.test(unmarked(joined));
  const text = unmarked(line.text);
  return openingPattern.test(text) && day.test(text);
}

/** Most lines are none, and are seen to be none at once. */
const mayOpen = (text: string): boolean =>
  text.length <= charactersAtMost &&
  (openingPattern.test(unmarked(text)) ||
    /\d/.test(text) ||
    address.test(text) ||
    wrotePattern.test(text));

const mayClose = (text: string): boolean =>
  colonLast.test(text.slice(-20)) || wroteLast.test(text.slice(-80)) || gmail.test(text);

const unmarked = (text: string): string => text.replace(/^[-*_\s"'“„«[(]{1,20}/, '');

/** True for sure, false for perhaps, null for no. */
function judge(joined: string): boolean | null {
  const text = unmarked(joined);
  if (gmail.test(text)) return true;
  const marks = [day, time, address].filter((mark) => mark.test(text)).length;
  const isOpen = colonLast.test(text);
  const says = wroteLast.test(text) || (isOpen && wrotePattern.test(text));
  if (says) return marks >= 2 || (isPerhaps(text, marks) ? false : null);
  return isOpen && marks >= 2 && address.test(text) ? true : null;
}

/** Somebody wrote, but neither when nor from where is told in full. */
function isPerhaps(text: string, marks: number): boolean {
  const isLast = wroteLast.test(text);
  if (marks === 1) return isLast || openingPattern.test(text);
  return isLast && colonLast.test(text) && text.length < 80;
}
