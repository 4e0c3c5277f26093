import { withoutHistory } from './reply/history.ts';
import { isAttributed, type Kind, kindsOf } from './reply/kinds.ts';
import { type Line, lookAt } from './reply/lines.ts';
import { withoutTail } from './reply/tail.ts';

export type SplitReply = { newText: string; quotedText: string };

/**
 * Tells the words a mail brings from those it repeats: earlier mails, signature, notices. Every line
 * is in one of the two. Where it is not plain what is new, all of it is: words shown with history
 * are a nuisance, words hidden with it are a complaint unread.
 */
export function splitReply(text: string): SplitReply {
  const source = text.replaceAll('\r\n', '\n').split('\n');
  const lines = source.map(lookAt);
  const isNew = findNew(lines);
  const pick = (wanted: boolean): string =>
    trimLines(source.filter((_, index) => isNew[index] === wanted));
  return { newText: pick(true), quotedText: pick(false) };
}

/** Without the empty lines at both ends. */
function trimLines(lines: string[]): string {
  const start = lines.findIndex((line) => line.trim() !== '');
  if (start < 0) return '';
  const end = lines.findLastIndex((line) => line.trim() !== '');
  return lines
    .slice(start, end + 1)
    .join('\n')
    .trimEnd();
}

function findNew(lines: readonly Line[]): boolean[] {
  const kinds = kindsOf(lines);
  const announced = announcedUpTo(kinds);
  if (announced > 0) return lines.map((_, index) => index >= announced);
  const isNew = withoutHistory(lines, kinds);
  const hasText = isNew.some((each, index) => each && kinds[index] === 't');
  if (hasText) return withoutTail(lines, isNew);
  const isOnlyQuotation = isAttributed(lines);
  return lines.map(() => !isOnlyQuotation);
}

/**
 * A mail that does nothing but pass another on has that for its content. Gives the lines at the top
 * that only announce it; 0 for every other mail.
 */
function announcedUpTo(kinds: readonly Kind[]): number {
  const start = kinds.findIndex((kind) => kind !== 'e' && kind !== 'r');
  if (!isAnnouncement(kinds[start])) return 0;
  const end = kinds.findIndex(
    (kind, index) => index >= start && !isAnnouncement(kind) && kind !== 'e' && kind !== 'r',
  );
  return Math.max(end, 0);
}

const isAnnouncement = (kind: Kind | undefined): boolean =>
  kind === 'f' || kind === 'o' || kind === 'h';
