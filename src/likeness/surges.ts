import { logChance } from './chance.ts';
import { spaceSize } from './space.ts';
import { tellingWords } from './telling-words.ts';
import type { Facts, Surge } from './types.ts';
import { factsLikeness, type Window } from './window.ts';

// A scan for more of one matter than usual, around each row as it comes. Around a middle of texts we count
// the rows within many distances and since many moments, and ask of each how likely so many would be
// if rows came at chance: those of one matter among all rows since then, against those among all rows
// before. As rows, not hours, are what is counted, the hour of week, season and growth are taken out.

const dayMs = 86_400_000;

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

/** From this likeness to its middle on, a later row joins a surge. */
const joinFrom = 0.45;

type Live = { surge: Surge; middle: Int8Array; from: number; lastAt: number };

export type Surges = {
  /** Looks around the newest row of the window. */
  look(): Surge | null;
  /** Goes on with a surge that was raised before. */
  restore(surge: Surge): void;
  leave(id: string): void;
  surgeOf(id: string): string | undefined;
};

type Found = { start: number; from: number; log: number; usual: number };

export function openSurges(window: Window): Surges {
  const live: Live[] = [];
  const surgeOf = new Map<string, string>();

  const joins = (place: number): boolean => {
    const row = window.rows[place];
    const one = live.find(
      ({ middle, from, lastAt, surge }) =>
        row !== undefined &&
        row.at - lastAt < settings.spanDays * dayMs &&
        likenessTo(window, place, middle, surge.facts) >= from,
    );
    if (!one || !row) return false;
    one.lastAt = row.at;
    surgeOf.set(row.id, one.surge.id);
    return true;
  };

  return {
    surgeOf: (id) => surgeOf.get(id),
    leave: (id) => void surgeOf.delete(id),
    restore(surge) {
      const ids = new Set(surge.rows);
      const places = [...window.rows.keys()].filter((at) => ids.has(window.rows[at]?.id ?? ''));
      if (places.length === 0) return;
      const middle = middleOf(window, places).vector;
      live.push({ surge, middle, from: joinFrom, lastAt: surge.raisedAt.getTime() });
      for (const id of ids) surgeOf.set(id, surge.id);
      const next = (places.at(-1) ?? 0) + 1;
      for (let place = next; place < window.rows.length; place += 1) joins(place);
    },
    look() {
      const place = window.rows.length - 1;
      const row = window.rows[place];
      if (!row || joins(place)) return null;
      const first = window.placeAt(row.at - settings.spanDays * dayMs);
      const free = (other: number) => !surgeOf.has(window.rows[other]?.id ?? '');
      for (const middle of middlesAround(window, place, first, free)) {
        const [centre, likeness, found] = sharpened(window, middle, first, free);
        if (!found) continue;
        const monthly = Math.max(1, window.weightFrom(window.placeAt(row.at - 30 * dayMs)));
        const chance = found.log + Math.log10(monthly * settings.looks);
        if (chance > settings.chanceMax) continue;
        const places = membersOf(window, likeness, found, free);
        if (places.length < settings.rowsMin) continue;
        const rows = places.map((at) => window.rows[at]?.id ?? '');
        const facts = commonFacts(places.map((at) => window.rows[at]?.facts ?? {}));
        const near = live.find(
          (one) =>
            row.at - one.lastAt < settings.spanDays * dayMs &&
            similarity(one.middle, centre.vector) >= settings.sameSurge,
        );
        if (near) {
          near.lastAt = row.at;
          for (const id of rows) surgeOf.set(id, near.surge.id);
          return null;
        }
        const surge: Surge = {
          id: row.id,
          raisedAt: new Date(row.at),
          since: new Date(window.rows[places[0] ?? 0]?.at ?? row.at),
          rows,
          usual: found.usual,
          chance: Math.min(1, 10 ** chance),
          words: tellingWords(window.rows, places),
          facts,
        };
        for (const id of rows) surgeOf.set(id, surge.id);
        live.push({ surge, middle: centre.vector, from: joinFrom, lastAt: row.at });
        return surge;
      }
      return null;
    },
  };
}

const similarity = (one: Int8Array, other: Int8Array): number => {
  let sum = 0;
  for (let at = 0; at < spaceSize; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum / 65_536;
};

function likenessTo(window: Window, place: number, middle: Int8Array, _facts: Facts): number {
  return similarity(window.vectorAt(place), middle);
}

/** Middles of what is near the newest row: of all times, and of late. */
function* middlesAround(
  window: Window,
  place: number,
  first: number,
  free: (place: number) => boolean,
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
    const key = seeds.toSorted().join();
    if (seen.has(key)) continue;
    seen.add(key);
    yield middleOf(window, [place, ...seeds]);
  }
}

type Middle = { vector: Int8Array; sum: Float64Array; seeds: readonly number[] };

function middleOf(window: Window, seeds: readonly number[]): Middle {
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
function sharpened(
  window: Window,
  middle: Middle,
  first: number,
  free: (place: number) => boolean,
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
  free: (place: number) => boolean,
): Found | undefined {
  let best: Found | undefined;
  const total = window.weightFrom(0);
  for (const from of settings.distances) {
    let before = 0;
    const late: number[] = [];
    for (let place = 0; place < likeness.length; place += 1) {
      if ((likeness[place] ?? 0) < from) continue;
      if (place < first) before += window.rows[place]?.weight ?? 1;
      else if (free(place)) late.push(place);
    }
    for (let at = 0; at <= late.length - settings.rowsMin; at += 1) {
      const start = late[at] ?? 0;
      const now = late.length - at;
      const others = window.weightFrom(start);
      if (total - others < settings.baselineMin) continue;
      const earlier = before + at;
      const usual = (earlier * others) / (total - others);
      if (now < settings.timesUsual * usual) continue;
      const log = logChance(now - 1, earlier, others / total);
      if (!best || log < best.log) best = { start, from, log, usual };
    }
  }
  return best;
}

/** Those within the distance, and those a little farther as long as most there are more than usual. */
function membersOf(
  window: Window,
  likeness: Float32Array,
  { start, from }: Found,
  free: (place: number) => boolean,
): number[] {
  const total = window.weightFrom(0);
  const share = window.weightFrom(start) / total;
  let least = from;
  for (let next = from - 0.04; next > 0.28; next -= 0.04) {
    let [now, before] = [0, 0];
    for (let place = 0; place < likeness.length; place += 1) {
      const at = likeness[place] ?? 0;
      if (at >= least || at < next) continue;
      if (place >= start) now += free(place) ? 1 : 0;
      else before += window.rows[place]?.weight ?? 1;
    }
    if (now < (3 * ((before + 0.3) * share)) / (1 - share)) break;
    least = next;
  }
  const members: number[] = [];
  for (let place = start; place < likeness.length; place += 1) {
    if ((likeness[place] ?? 0) >= least && free(place)) members.push(place);
  }
  return members;
}

/** What nearly all have in common. */
function commonFacts(all: readonly Facts[]): Facts {
  const common = (key: keyof Facts): string | null => {
    const times = new Map<string, number>();
    for (const facts of all) {
      const value = facts[key];
      if (value) times.set(value, (times.get(value) ?? 0) + 1);
    }
    const [most] = [...times].toSorted(([, one], [, other]) => other - one);
    return most && most[1] >= 0.8 * all.length ? most[0] : null;
  };
  return { product: common('product'), place: common('place'), channel: common('channel') };
}
