// Nobody who was let down should read the same text twice, or the text that everybody gets.

/** Shorter ones are greetings, and sentences that anybody may say again. */
const paragraphLengthMin = 120;

/** A paragraph that was sent to the same customer before, as it was written now. */
export function paragraphSaidBefore(text: string, earlier: readonly string[]): string | undefined {
  const told = new Set(earlier.flatMap(paragraphsOf).map(normal));
  return paragraphsOf(text).find((paragraph) => {
    const words = normal(paragraph);
    return words.length >= paragraphLengthMin && told.has(words);
  });
}

/** What stands between blank lines, and each line for itself: both are ways to set a paragraph. */
function paragraphsOf(text: string): string[] {
  const own = withoutQuoted(text);
  const parts = [...own.split(/\n\s*\n/), ...own.split('\n')];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** What others wrote, and was quoted, is not ours. */
const withoutQuoted = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');

/** Case, punctuation and how lines are broken make no other text. */
const normal = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Texts shorter than this are too short to be canned. */
const comparedLengthMin = 120;
/** So much of a text says what it is. */
const comparedLengthMax = 10_000;

/** How much of two texts is the same, from 0 to 1: the share of runs of three characters in both. */
export function similarity(text: string, earlier: string): number {
  const [one, other] = [text, earlier].map((each) =>
    normal(withoutQuoted(each)).slice(0, comparedLengthMax),
  ) as [string, string];
  if (Math.min(one.length, other.length) < comparedLengthMin) return 0;
  const runs = runsOf(one);
  const others = runsOf(other);
  let shared = 0;
  for (const run of runs) if (others.has(run)) shared += 1;
  return shared / (runs.size + others.size - shared);
}

const runLength = 3;

function runsOf(text: string): Set<string> {
  const runs = new Set<string>();
  for (let at = 0; at + runLength <= text.length; at += 1) runs.add(text.slice(at, at + runLength));
  return runs;
}
