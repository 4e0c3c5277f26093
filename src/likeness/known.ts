import { productOf, whole } from './space.ts';
import type { Facts, Lookalike, Row } from './types.ts';
import { factsLikeness } from './window.ts';

// Which flaw a complaint looks like: by the complaints of which a person said that they belong to it.

/** From this likeness on, it is worth saying. */
export const lookFrom = 0.42;
/** The mean of so many that are nearest tells more than the nearest alone. */
const nearestCount = 3;
const examplesMax = 60;
const flawsMax = 500;

type Example = { id: string; vector: Int8Array; row: Row };

export type Known = {
  learn(row: Row, vector: Int8Array, flaw: string, belongs: boolean): void;
  lookalikes(row: Row, vector: Int8Array): Lookalike[];
};

export function openKnown(): Known {
  const examples = new Map<string, { of: Example[]; not: Example[] }>();
  return {
    learn(row, vector, flaw, belongs) {
      const known = examples.get(flaw) ?? { of: [], not: [] };
      examples.delete(flaw);
      examples.set(flaw, known);
      for (const key of ['of', 'not'] as const) {
        known[key] = known[key].filter(({ id }) => id !== row.id);
      }
      const key = belongs ? 'of' : 'not';
      known[key] = [...known[key], { id: row.id, vector, row }].slice(-examplesMax);
      const [oldest] = examples.keys();
      if (examples.size > flawsMax && oldest) examples.delete(oldest);
    },
    lookalikes(row, vector) {
      return [...examples]
        .flatMap(([flaw, { of, not }]) => {
          const [likeness, nearest] = likenessTo(of, row, vector);
          const [unlike] = likenessTo(not, row, vector);
          // Nearer to what a person said does not belong.
          if (!nearest || likeness < lookFrom || unlike > likeness) return [];
          return [{ flaw, likeness, row: nearest.id, ...inCommon(row, nearest.row) }];
        })
        .toSorted((one, other) => other.likeness - one.likeness);
    },
  };
}

function likenessTo(
  examples: readonly Example[],
  row: Row,
  vector: Int8Array,
): [number, Example | undefined] {
  const all = examples
    .map((example) => ({
      example,
      likeness:
        productOf(example.vector, vector) / whole + factsLikeness(row.facts, example.row.facts),
    }))
    .toSorted((one, other) => other.likeness - one.likeness)
    .slice(0, nearestCount);
  const mean = all.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, all.length);
  // One that says nearly the same is enough.
  return [Math.max(mean, (all[0]?.likeness ?? 0) - 0.12), all[0]?.example];
}

function inCommon(one: Row, other: Row): { words: string[]; facts: Facts } {
  const stems = new Set(other.fingerprint.words.map(([stem]) => stem));
  const same = (key: keyof Facts) =>
    one.facts[key] === other.facts[key] ? (one.facts[key] ?? null) : null;
  return {
    words: one.fingerprint.words.filter(([stem]) => stems.has(stem)).map(([, form]) => form),
    facts: { product: same('product'), place: same('place'), channel: same('channel') },
  };
}
