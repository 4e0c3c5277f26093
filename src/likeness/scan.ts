import { logChance } from './chance.ts';
import { spaceSize } from './space.ts';
import type { Facts } from './types.ts';
import { factsLikeness, type Window } from './window.ts';

// A scan for more of one matter than usual, around each row as it comes. Around a middle of texts we count
// the rows within many distances and since many moments, and ask of each how likely so many would be
// if rows came at chance: those of one matter among all rows since then, against those among all rows
// before. As rows, not hours, are what is counted, the hour of week, season and growth are taken out.

export const dayMs = 86_400_000;

export const settings = {
  /** What lasts longer is no surge but a trend. */
  spanDays: 14,
  rowsMin: 5,
  /** With fewer rows before nobody knows what is usual. */
  baselineMin: 25,
  /** How nearly alike rows are looked at. */
  distances: [0.75, 0.65, 0.57, 0.5, 0.44, 0.39, 0.34],
  /** How many of them are expected by chance in a month, corrected for all that was looked at. */
  chanceMax: -0.5,
  /** So many looks at one row count as independent. */
  looks: 20,
  seeds: 6,
  timesUsual: 3,
  sameSurge: 0.5,
};

export type Found = { start: number; from: number; log: number; usual: number };
/** Whether a row belongs to no surge yet. */
type Free = (place: number) => boolean;

/** Middles of what is near the newest row: of all times, and of late. */
export function* middlesAround(
  window: Window,
  place: number,
  first: number,
  free: Free,
): Generator<Middle> {
  const row = window.rows[place];
  if (!row) return;
  const own = Float32Array.from(window.likenesses(window.vectorAt(place), row.facts));
  const seen = new Set<string>();
  const tried = [
    first,
    window.placeAt(row.at - 3 * dayMs),
    window.placeAt(row.at - dayMs),
    window.placeAt(row.at - dayMs / 6),
  ];
  for (const start of tried) {
    const near: number[] = [];
    for (let other = start; other < place; other += 1) {
      if ((own[other] ?? 0) >= 0.25 && free(other)) near.push(other);
    }
    if (near.length < settings.rowsMin - 2) continue;
    near.sort((one, other) => (own[other] ?? 0) - (own[one] ?? 0));
    const seeds = near.slice(0, settings.seeds);
    const key = seeds.toSorted((one, other) => one - other).join();
    if (seen.has(key)) continue;
    seen.add(key);
    yield middleOf(window, [place, ...seeds]);
  }
}

export type Middle = { vector: Int8Array; sum: Float64Array; seeds: readonly number[] };

export function middleOf(window: Window, seeds: readonly number[]): Middle {
  const sum = new Float64Array(spaceSize);
  for (const seed of seeds) {
    const vector = window.vectorAt(seed);
    for (let at = 0; at < spaceSize; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  }
  const length = Math.hypot(...sum);
  const vector = Int8Array.from(sum, (number) =>
    Math.max(-127, Math.min(127, Math.round((number / length) * 256))),
  );
  return { vector, sum, seeds };
}

/** A middle is like each row that it is made of: without the row itself, all rows are measured alike. */
function withoutItself(window: Window, { sum }: Middle, seed: number, facts: Facts): number {
  const vector = window.vectorAt(seed);
  let [product, squares] = [0, 0];
  for (let at = 0; at < spaceSize; at += 1) {
    const rest = (sum[at] ?? 0) - (vector[at] ?? 0);
    product += rest * (vector[at] ?? 0);
    squares += rest * rest;
  }
  return (
    product / (Math.sqrt(squares) * 256) + factsLikeness(facts, window.rows[seed]?.facts ?? {})
  );
}

/** What is worth looking at once more, as a logarithm of chance. */
const worthMore = -2.5;

/** A middle, and if something is there, the middle of just that. */
export function sharpened(
  window: Window,
  middle: Middle,
  first: number,
  free: Free,
): [Middle, Float32Array, Found | undefined] {
  const facts = window.rows.at(-1)?.facts ?? {};
  const likenessesOf = (one: Middle) => {
    const likeness = window.likenesses(one.vector, facts);
    for (const seed of one.seeds) likeness[seed] = withoutItself(window, one, seed, facts);
    return likeness;
  };
  const likeness = likenessesOf(middle);
  const found = mostUnusual(window, likeness, first, free);
  if (!found || found.log > worthMore) return [middle, likeness, found];
  const members = membersOf(window, likeness, found, free);
  if (members.length < settings.rowsMin) return [middle, likeness, found];
  const sharper = middleOf(window, members);
  const again = mostUnusual(window, likenessesOf(sharper), first, free);
  if (again && again.log < found.log) return [sharper, likenessesOf(sharper), again];
  return [middle, likenessesOf(middle), found];
}

/** Over distances and moments, the one that is least likely by chance. */
function mostUnusual(
  window: Window,
  likeness: Float32Array,
  first: number,
  free: Free,
): Found | undefined {
  let best: Found | undefined;
  for (const from of settings.distances) {
    const { late, before } = within(window, { likeness, from, first }, free);
    for (let at = 0; at <= late.length - settings.rowsMin; at += 1) {
      const start = late[at] ?? 0;
      const found = unusual(window, { start, now: late.length - at, earlier: before + at });
      if (found && (!best || found.log < best.log)) best = { start, from, ...found };
    }
  }
  return best;
}

/** The rows within a distance: those of late by place, those before by weight. */
function within(
  window: Window,
  { likeness, from, first }: { likeness: Float32Array; from: number; first: number },
  free: Free,
) {
  const late: number[] = [];
  let before = 0;
  for (const [place, at] of likeness.entries()) {
    if (at < from) continue;
    if (place < first) before += weightAt(window, place);
    else if (free(place)) late.push(place);
  }
  return { late, before };
}

const weightAt = (window: Window, place: number): number => window.rows[place]?.weight ?? 1;

function unusual(
  window: Window,
  { start, now, earlier }: { start: number; now: number; earlier: number },
): { log: number; usual: number } | undefined {
  const total = window.weightFrom(0);
  const others = window.weightFrom(start);
  if (total - others < settings.baselineMin) return undefined;
  const usual = (earlier * others) / (total - others);
  if (now < settings.timesUsual * usual) return undefined;
  // The newest row is where we looked: it is no chance that it is there.
  return { log: logChance(now - 1, earlier, others / total), usual };
}

const farther = 0.04;
const farthest = 0.28;

/** Those within the distance, and those a little farther as long as most there are more than usual. */
export function membersOf(
  window: Window,
  likeness: Float32Array,
  { start, from }: Found,
  free: Free,
): number[] {
  let least = from;
  while (least - farther > farthest) {
    if (!isUnusualRing(window, likeness, { start, to: least, from: least - farther }, free)) break;
    least -= farther;
  }
  const members: number[] = [];
  for (const [place, at] of likeness.entries()) {
    if (place >= start && at >= least && free(place)) members.push(place);
  }
  return members;
}

function isUnusualRing(
  window: Window,
  likeness: Float32Array,
  { start, from, to }: { start: number; from: number; to: number },
  free: Free,
): boolean {
  const share = window.weightFrom(start) / window.weightFrom(0);
  let [now, before] = [0, 0];
  for (const [place, at] of likeness.entries()) {
    if (at >= to || at < from) continue;
    if (place < start) before += weightAt(window, place);
    else if (free(place)) now += 1;
  }
  return now >= (settings.timesUsual * (before + 0.3) * share) / (1 - share);
}
