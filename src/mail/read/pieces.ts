import { countWords, htmlToPlain, stripTags } from './html-text.ts';

/** A stretch of what was written: as plain text, as HTML, or the same in both. */
export type Piece = { plain: string | null; html: string | null };

/** What a program that shows only text would show. */
export function textOf({ plain, html }: Piece): string {
  if (html === null) return plain ?? '';
  return plain !== null && holdsTheWords(plain, html) ? plain : htmlToPlain(html);
}

/** Some send a plain part that is empty, only a beginning, or says that the other one should be read. */
function holdsTheWords(plain: string, html: string): boolean {
  const rough = stripTags(html);
  const there = countWords(rough);
  const here = countWords(withoutLinks(plain));
  if (there === 0) return true;
  if (here === 0 || there >= here * 2 + 20) return false;
  return here > 60 || !isPlaceholder(plain) || isVersionOf(plain, rough);
}

function isVersionOf(plain: string, other: string): boolean {
  const theirs = new Set(wordsOf(other));
  const ours = wordsOf(plain);
  return ours.filter((word) => theirs.has(word)).length * 2 >= ours.length;
}

const isPlaceholder = (plain: string): boolean => /html|browser|mime|viewer|web ?mail/i.test(plain);

/** Words long enough to say something. */
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
const withoutLinks = (text: string): string => text.replace(/\b\w{2,10}:\/\/\S+/g, '');

/** The same thing in several versions: the plainest and the richest are kept. */
export function mergeVersions(versions: Piece[][]): Piece {
  const filled = versions.filter((pieces) => pieces.length > 0);
  const rich = filled.findLast((pieces) => pieces.some(({ html }) => html !== null));
  const plain = filled.filter((pieces) => pieces.every(({ html }) => html === null));
  const texts = plain.map((pieces) => pieces.map((piece) => piece.plain ?? '').join('\n'));
  // Without a rich version these are not versions, whatever they are called.
  const distinct = [...new Set(rich ? texts.slice(0, 1) : texts)];
  return {
    plain: distinct.length > 0 ? distinct.join('\n') : null,
    html: rich ? htmlOf(rich) : null,
  };
}

/** Everything as HTML, plain stretches as they stand. */
export const htmlOf = (pieces: readonly Piece[]): string =>
  pieces.map(({ plain, html }) => html ?? `<pre>${escapeHtml(plain ?? '')}</pre>`).join('\n');

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
