import { writeFileSync } from 'node:fs';
import { readRows } from '../bench/flaw-streams.ts';
import { fingerprintOf } from '../src/likeness/fingerprint.ts';
import { loadVectors, meaningSize } from '../src/likeness/vectors.ts';

// Makes src/likeness/reasons.bin from texts of known reasons (CLINC150): what differs among texts of one
// reason says little about the reason and is to count little. Within-class covariance normalisation
// (Hatch et al. 2006): the inverse square root of the covariance within reasons, as numbers of two bytes.

/** So much of the mean variance is added in all directions. */
const even = 0.1;
const rounds = 60;
type Matrix = number[][];

const vectors = await loadVectors();
const texts = readRows('routing/clinc150.jsonl').filter(({ intent }) => intent !== 'oos');
const meanings = texts.map(({ text = '' }) => Array.from(fingerprintOf(text, vectors).meaning));
const middle = meanOf(meanings);
const directions = meanings.map((meaning) => unit(less(meaning, middle)));
const byReason = Map.groupBy(directions, (_, place) => texts[place]?.intent ?? '');

const within: Matrix = zeros();
for (const all of byReason.values()) {
  const mean = meanOf(all);
  for (const one of all) addSquare(within, less(one, mean));
}
const trace = within.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
const smooth = within.map((row, at) =>
  row.map((value, to) => ((1 - even) * value) / trace + (at === to ? even / meaningSize : 0)),
);
const root = inverseRoot(smooth);
const most = Math.max(...root.flat().map(Math.abs));
writeFileSync(
  new URL('../src/likeness/reasons.bin', import.meta.url),
  new Uint8Array(Int16Array.from(root.flat(), (value) => (value / most) * 32_767).buffer),
);

/** Newton and Schulz: for a matrix whose trace is one. */
function inverseRoot(of: Matrix): Matrix {
  let [one, other] = [of, identity()];
  for (let round = 0; round < rounds; round += 1) {
    const step = product(other, one).map((row, at) =>
      row.map((value, to) => ((at === to ? 3 : 0) - value) / 2),
    );
    [one, other] = [product(one, step), product(step, other)];
  }
  return other;
}

function product(one: Matrix, other: Matrix): Matrix {
  return one.map((row) => {
    const sum = Array.from({ length: meaningSize }, () => 0);
    for (const [at, value] of row.entries()) {
      for (const [to, times] of (other[at] ?? []).entries())
        sum[to] = (sum[to] ?? 0) + value * times;
    }
    return sum;
  });
}

function addSquare(sum: Matrix, one: readonly number[]): void {
  for (const [at, value] of one.entries()) {
    const row = sum[at] ?? [];
    for (const [to, other] of one.entries()) row[to] = (row[to] ?? 0) + value * other;
  }
}

function meanOf(all: readonly (readonly number[])[]): number[] {
  return Array.from(
    { length: meaningSize },
    (_, at) => all.reduce((sum, one) => sum + (one[at] ?? 0), 0) / all.length,
  );
}

function less(one: readonly number[], other: readonly number[]): number[] {
  return one.map((value, at) => value - (other[at] ?? 0));
}

function unit(one: readonly number[]): number[] {
  const length = Math.hypot(...one) || 1;
  return one.map((value) => value / length);
}

function zeros(): Matrix {
  return Array.from({ length: meaningSize }, () => Array.from({ length: meaningSize }, () => 0));
}

function identity(): Matrix {
  return zeros().map((row, at) => row.map((_, to) => (at === to ? 1 : 0)));
}
