import type { Seen } from './window.ts';

const wordsMax = 6;

/** The words that most of some rows have and few of all others, as they were written. */
export function tellingWords(rows: readonly Seen[], places: readonly number[]): string[] {
  const here = countsOf(places.map((place) => rows[place]?.words ?? []));
  const all = countsOf(rows.map(({ words }) => words));
  return [...here]
    .filter(([, { count }]) => count >= Math.max(2, places.length * 0.3))
    .map(([stem, { count, forms }]) => {
      const share = count / places.length;
      const elsewhere =
        ((all.get(stem)?.count ?? count) - count + 1) / (rows.length - places.length + 2);
      return { form: usual(forms), weight: share * Math.log(share / Math.min(share, elsewhere)) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, wordsMax)
    .map(({ form }) => form);
}

type Count = { count: number; forms: Map<string, number> };

function countsOf(texts: readonly Seen['words'][]): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const words of texts) {
    for (const [stem, form] of words) {
      const one = counts.get(stem) ?? { count: 0, forms: new Map() };
      counts.set(stem, one);
      one.count += 1;
      one.forms.set(form, (one.forms.get(form) ?? 0) + 1);
    }
  }
  return counts;
}

const usual = (forms: ReadonlyMap<string, number>): string =>
  [...forms].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
