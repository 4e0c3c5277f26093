const latin = Array.from('abcdefghijklmnopqrstuvwxyz');

/**
 * Everything that is one slip of the finger away: a letter too many or missing, a wrong one, or two
 * neighbours swapped. The letters tried are those of the word's own script.
 */
export function oneSlipAway(word: string): string[] {
  const letters = Array.from(word);
  const alphabet = [...new Set(latin.concat(letters))];
  const near = new Set<string>();
  const put = (...parts: (string | undefined)[][]) => near.add(parts.flat().join(''));
  for (let at = 0; at <= letters.length; at++) {
    const [head, tail] = [letters.slice(0, at), letters.slice(at)];
    const [first, second, ...rest] = tail;
    if (first !== undefined) put(head, tail.slice(1));
    if (second !== undefined) put(head, [second, first], rest);
    for (const letter of alphabet) {
      put(head, [letter], tail);
      if (first !== undefined) put(head, [letter], tail.slice(1));
    }
  }
  near.delete(word);
  return [...near];
}

type Candidate = { word: string; documents: number };

/** Longer words may hold two slips. */
const twoSlipsLengthMin = 6;

/** The candidate with the fewest slips; among equals the one that more people write. */
export function closest(word: string, candidates: readonly Candidate[]): string | undefined {
  const slipsMax = word.length >= twoSlipsLengthMin ? 2 : 1;
  const [best] = candidates
    .map((candidate) => ({ ...candidate, slips: slipsBetween(word, candidate.word) }))
    .filter(({ slips }) => slips <= slipsMax)
    .toSorted((one, other) => one.slips - other.slips || other.documents - one.documents);
  return best?.word;
}

/** Damerau and Levenshtein's distance, where a swap of neighbours is one slip. */
export function slipsBetween(one: string, other: string): number {
  const [from, to] = [Array.from(one), Array.from(other)];
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, place) => place)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? row + column;
  for (const [row, letter] of from.entries()) {
    const line = [row + 1];
    rows.push(line);
    for (const [column, wanted] of to.entries()) {
      const replaced = at(row, column) + (letter === wanted ? 0 : 1);
      const changed = Math.min(at(row, column + 1) + 1, at(row + 1, column) + 1, replaced);
      const isSwap = letter === to[column - 1] && wanted === from[row - 1];
      line.push(isSwap ? Math.min(changed, at(row - 1, column - 1) + 1) : changed);
    }
  }
  return at(from.length, to.length);
}
