/**
 * How well what somebody types fits a name: each piece they type begins a word of it, in this
 * order. "hs lü" finds "Hana Sato, Lübeck". Undefined: not at all; less is better.
 */
export function fits(typed: string, name: string): number | undefined {
  const words = wordsOf(name);
  const pieces = wordsOf(typed);
  let skipped = 0;
  let at = 0;
  for (const piece of pieces) {
    const found = beginAt(piece, words, at);
    if (!found) return undefined;
    skipped += found.from - at;
    at = found.until;
  }
  return skipped + (words.length - at) / 100;
}

/** Where a piece begins a word, or its letters begin several words after one another. */
function beginAt(piece: string, words: readonly string[], start: number) {
  for (let from = start; from < words.length; from += 1) {
    if (words[from]?.startsWith(piece)) return { from, until: from + 1 };
    const initials = words.slice(from, from + piece.length).map(([letter]) => letter);
    if (piece.length > 1 && initials.join('') === piece) {
      return { from, until: from + piece.length };
    }
  }
  return undefined;
}

/** Marks above letters do not matter: "lubeck" finds "Lübeck". */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
