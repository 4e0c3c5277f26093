import type { Surge } from '#likeness/index.ts';
import { round } from './measure.ts';

/** How well groups fit labels, row by row (Bagga and Baldwin 1998). */
export function bCubed(labels: readonly string[], groups: readonly string[]) {
  const pairs = labels.map((label, place) => `${label}\n${groups[place]}`);
  const [byLabel, byGroup, byPair] = [countsOf(labels), countsOf(groups), countsOf(pairs)];
  let [precision, recall] = [0, 0];
  for (const [place, pair] of pairs.entries()) {
    const both = byPair.get(pair) ?? 0;
    precision += both / (byGroup.get(groups[place] ?? '') ?? 1);
    recall += both / (byLabel.get(labels[place] ?? '') ?? 1);
  }
  return f1Of(precision / labels.length, recall / labels.length);
}

export const f1Of = (precision: number, recall: number) => ({
  precision: round(precision, 3),
  recall: round(recall, 3),
  f1: round(precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0, 3),
});

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

export type Tally = {
  planted: number;
  found: number;
  wrong: number;
  ofRaised: number;
  ofPlanted: number;
};

/** A surge is found if most of what was raised belongs to it; raised again, it is a false alarm. */
export function tally(
  rows: readonly { id: string; group: string | null }[],
  raised: readonly Surge[],
): Tally {
  const groupOf = new Map(rows.map(({ id, group }) => [id, group]));
  const sizes = countsOf(rows.flatMap(({ group }) => group ?? []));
  const found = new Set<string>();
  const sums: Tally = { planted: sizes.size, found: 0, wrong: 0, ofRaised: 0, ofPlanted: 0 };
  for (const surge of raised) {
    const counts = countsOf(surge.rows.flatMap((id) => groupOf.get(id) ?? []));
    const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
    if (!most || most[1] * 2 < surge.rows.length || found.has(most[0])) {
      sums.wrong += 1;
      continue;
    }
    found.add(most[0]);
    sums.found += 1;
    sums.ofRaised += most[1] / surge.rows.length;
    sums.ofPlanted += most[1] / (sizes.get(most[0]) ?? 1);
  }
  return sums;
}
