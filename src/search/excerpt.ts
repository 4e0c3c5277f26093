import { fold, tokensOf } from '#likeness/fold.ts';
import type { Part } from './question.ts';
import type { StemsOf } from './tsquery.ts';

/** A passage with the words that were looked for. */
export type Excerpt = { text: string; isHit: boolean }[];

type Hit = { start: number; end: number; part: number };

const before = 60;
const lengthMax = 180;

/** Texts beyond these are not looked through: the page must come at once. */
const textsMax = 40;
const textLengthMax = 8_000;

/** The passage that has most of what was looked for; the beginning of the first text if none has any. */
export function excerptOf(
  texts: readonly string[],
  parts: readonly Part[],
  stemsOf: StemsOf,
): Excerpt {
  const isMeant = parts.map((part) => meaning(part, stemsOf));
  let best = { text: texts[0] ?? '', hits: [] as Hit[], found: 0 };
  for (const { text, most } of likeliest(texts, parts, stemsOf)) {
    if (best.found >= most) break;
    const hits = hitsIn(text.slice(0, textLengthMax), isMeant);
    const found = new Set(hits.map(({ part }) => part)).size;
    if (found > best.found) best = { text, hits, found };
  }
  return passageOf(best.text, best.hits);
}

/** Letters are compared before words are told apart, which takes far longer. */
function likeliest(texts: readonly string[], parts: readonly Part[], stemsOf: StemsOf) {
  const needles = parts.map((part) =>
    part.kind === 'word' ? [part.folded, ...longStems(part, stemsOf)] : part.folded,
  );
  return texts
    .slice(0, textsMax)
    .map((text) => {
      const folded = fold(text.slice(0, textLengthMax));
      const hasOne = (list: readonly string[]) => list.some((needle) => folded.includes(needle));
      return { text, most: needles.filter(hasOne).length };
    })
    .toSorted((one, other) => other.most - one.most);
}

const longStems = (part: Extract<Part, { kind: 'word' }>, stemsOf: StemsOf): string[] =>
  stemsOf(part).filter((stem) => stem.length >= 3);

type Meaning = (folded: string) => boolean;

/** Nearly every stem is the beginning of its words; this only marks them. */
function meaning(part: Part, stemsOf: StemsOf): Meaning {
  if (part.kind !== 'word') {
    const last = part.folded.at(-1) ?? '';
    const words = new Set(part.folded);
    const isBegun = part.kind === 'phone' || part.isBegun;
    return (folded) => words.has(folded) || (isBegun && folded.startsWith(last));
  }
  const stems = longStems(part, stemsOf);
  return (folded) =>
    folded === part.folded ||
    (part.isBegun && folded.startsWith(part.folded)) ||
    stems.some((stem) => folded.startsWith(stem) && folded.length <= stem.length + 4);
}

const hitsIn = (text: string, isMeant: readonly Meaning[]): Hit[] =>
  tokensOf(text).flatMap(({ start, end, folded }) => {
    const part = isMeant.findIndex((isThis) => isThis(folded));
    return part < 0 ? [] : [{ start, end, part }];
  });

function passageOf(text: string, hits: readonly Hit[]): Excerpt {
  const from = startOf(text, hits[0]?.start ?? 0);
  const to = endOf(text, from + lengthMax);
  const inside = hits.filter(({ start, end }) => start >= from && end <= to);
  const marked = inside.flatMap(({ start, end }, place) => [
    { text: text.slice(inside[place - 1]?.end ?? from, start), isHit: false },
    { text: text.slice(start, end), isHit: true },
  ]);
  const rest = text.slice(inside.at(-1)?.end ?? from, to);
  return [
    { text: from > 0 ? '… ' : '', isHit: false },
    ...marked,
    { text: rest + (to < text.length ? ' …' : ''), isHit: false },
  ].filter((part) => part.text !== '');
}

function startOf(text: string, hit: number): number {
  if (hit <= before) return 0;
  const blank = text.indexOf(' ', hit - before);
  return blank < 0 || blank >= hit ? hit : blank + 1;
}

function endOf(text: string, wished: number): number {
  if (wished >= text.length) return text.length;
  const blank = text.lastIndexOf(' ', wished);
  const end = blank > wished - before ? blank : wished;
  // Never between the halves of one character.
  return /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
