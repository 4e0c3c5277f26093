import type { Kind } from './kinds.ts';
import type { Line } from './lines.ts';
import { isFooter } from './tail.ts';

/** Which lines are not history: earlier mails, who wrote them, and signatures in between. */
export function withoutHistory(lines: readonly Line[], kinds: readonly Kind[]): boolean[] {
  const end = findEnd(lines, kinds);
  const isNew = lines.map((_, index) => index < end && kinds[index] !== 'a');
  const sums = measure(kinds, end);
  let index = 0;
  while (index < end) {
    const verdict = isSays(kinds[index]) ? judge(lines, kinds, index, sums) : null;
    for (let each = verdict?.from ?? 0; each < (verdict?.to ?? 0); each += 1) isNew[each] = false;
    index = Math.max(index + 1, verdict?.next ?? 0);
  }
  dropLastQuotes(kinds, isNew);
  return isNew;
}

const isSays = (kind: Kind | undefined): boolean => kind === 'b' || kind === 'p';
const isSpace = (kind: Kind | undefined): boolean => kind === 'e' || kind === 'r';

type Sums = {
  end: number;
  firstText: number;
  lastText: number;
  lastAnswered: number;
  texts: number[];
};

/** What the judging asks again and again, counted once. */
function measure(kinds: readonly Kind[], end: number): Sums {
  const texts = [0];
  let lastText = -1;
  for (let index = 0; index < end; index += 1) {
    if (kinds[index] === 't') lastText = index;
    texts.push((texts.at(-1) ?? 0) + (kinds[index] === 't' ? 1 : 0));
  }
  const firstText = kinds.indexOf('t');
  return {
    end,
    firstText: firstText < 0 ? end : firstText,
    lastText,
    lastAnswered: kinds.lastIndexOf('q', lastText),
    texts,
  };
}

/** Lines from (within) and to (without) that are history, and where to go on. */
type Verdict = { from: number; to: number; next: number };

const longFooter = 7;
/** How far around a line is looked. */
const near = 40;

function judge(lines: readonly Line[], kinds: readonly Kind[], start: number, sums: Sums): Verdict {
  const stop = skip(kinds, start, isSays, sums.end);
  const below = skip(kinds, stop, isSpace, sums.end);
  const cut: Verdict = { from: backOver(kinds, start), to: sums.end, next: sums.end };
  const line: Verdict = { from: start, to: stop, next: stop };
  const hasTextBefore = sums.firstText < start;
  if (kinds[below] !== 'q') {
    // Below it stands text without marks: another program's quotation, or the answer itself.
    if (!kinds.slice(start, stop).includes('b')) return { ...line, to: start };
    return hasTextBefore ? cut : line;
  }
  const after = skip(kinds, below, isQuotation, sums.end);
  if (sums.lastText < after) return cut;
  // Quotations with answers between them are needed to understand the answers.
  if (sums.lastAnswered >= after) return line;
  if (!hasTextBefore) return { from: start, to: after, next: after };
  return hasFooterBelow(lines, start, after, sums) ? cut : line;
}

const isQuotation = (kind: Kind | undefined): boolean =>
  kind === 'q' || kind === 'e' || isSays(kind);

/** What stands below the last quotation is no answer to it. */
function hasFooterBelow(lines: readonly Line[], start: number, after: number, sums: Sums): boolean {
  const isLong = (sums.texts[sums.end] ?? 0) - (sums.texts[after] ?? 0) >= longFooter;
  const above = lines.slice(Math.max(0, start - near), start);
  return !isLong && !pointsBelow(above) && isFooter(lines.slice(after, sums.end));
}

function skip(
  kinds: readonly Kind[],
  start: number,
  fits: (kind: Kind | undefined) => boolean,
  end: number,
): number {
  let index = start;
  while (index < end && fits(kinds[index])) index += 1;
  return index;
}

/** Empty lines and rulers above history belong to it. */
function backOver(kinds: readonly Kind[], start: number): number {
  let index = start;
  while (index > 0 && isSpace(kinds[index - 1])) index -= 1;
  return index;
}

const belowWords =
  /\b(?:below|inline|in-line|in line|underneath|unten|darunter|ci-dessous|plus bas|abajo|abaixo|sotto|di seguito|hieronder|poniżej|nedan|nedenfor|níže)\b|ниже|нижче|下記|以下/iu;

/** Says that the answer comes below, or is but a greeting and says nothing yet. */
function pointsBelow(lines: readonly Line[]): boolean {
  const texts = lines.map((line) => line.text).filter((text) => text !== '');
  const isGreeting =
    texts.length === 1 && /^\P{L}*\p{L}+(?:\s\S+){0,3}[,!:]$/u.test(texts[0] ?? '');
  return isGreeting || texts.some((text) => belowWords.test(text));
}

/** Quotations at the very end answer nothing. */
function dropLastQuotes(kinds: readonly Kind[], isNew: boolean[]): void {
  let index = isNew.lastIndexOf(true);
  const start = index;
  while (index >= 0 && (kinds[index] === 'q' || kinds[index] === 'e' || !isNew[index])) index -= 1;
  const hasText = kinds.some((kind, each) => kind === 't' && isNew[each]);
  if (hasText) isNew.fill(false, index + 1, start + 1);
}

/** Where the first thing begins that only history can follow. */
function findEnd(lines: readonly Line[], kinds: readonly Kind[]): number {
  const first = kinds.indexOf('t');
  if (first < 0) return kinds.length;
  for (let index = first; index < kinds.length; index += 1) {
    if (isEnd(lines, kinds, index)) return backOver(kinds, index);
  }
  return kinds.length;
}

const signatureLines = 12;

function isEnd(lines: readonly Line[], kinds: readonly Kind[], index: number): boolean {
  switch (kinds[index]) {
    case 'o':
    case 'f':
    case 'h':
    case 'a':
      return true;
    case 'd':
      return countText(kinds, index) <= signatureLines;
    case 'r':
      return isFooterRuler(lines, kinds, index);
    default:
      return false;
  }
}

/** Lines of text up to the next thing that is none. */
function countText(kinds: readonly Kind[], start: number): number {
  let count = 0;
  for (let index = start + 1; index < kinds.length && count <= signatureLines; index += 1) {
    const kind = kinds[index];
    if (kind === 't') count += 1;
    else if (kind !== 'e' && kind !== 'd' && kind !== 'p') break;
  }
  return count;
}

/** A line across the page that sets off a footer, and neither a heading nor another matter. */
function isFooterRuler(lines: readonly Line[], kinds: readonly Kind[], index: number): boolean {
  const isUnderline = kinds[index - 1] === 't' && kinds[index - 2] !== 't';
  if (isUnderline || countText(kinds, index) > signatureLines) return false;
  const rest = kinds.slice(index + 1, index + near);
  const other = rest.findIndex((kind) => kind !== 't' && kind !== 'e');
  if (rest[other] === 'r') return false;
  const length = other < 0 ? rest.length : other;
  return isFooter(lines.slice(index + 1, index + 1 + length));
}
