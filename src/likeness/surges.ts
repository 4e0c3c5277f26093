import {
  dayMs,
  type Found,
  membersOf,
  middleOf,
  middlesAround,
  settings,
  sharpened,
} from './scan.ts';
import { productOf, whole } from './space.ts';
import { tellingWords } from './telling-words.ts';
import type { Facts, Surge } from './types.ts';
import type { Window } from './window.ts';

/** From this likeness to its middle on, a later row joins a surge. */
const joinFrom = 0.45;

type Live = { surge: Surge; middle: Int8Array; lastAt: number };

export type Surges = {
  /** Looks around the newest row of the window. */
  look(): Surge | null;
  /** Goes on with a surge that was raised before. */
  restore(surge: Surge): void;
  leave(id: string): void;
  surgeOf(id: string): string | undefined;
};

type Suspect = { found: Found; middle: Int8Array; places: readonly number[]; chance: number };

export function openSurges(window: Window): Surges {
  let live: Live[] = [];
  const surgeOf = new Map<string, string>();

  const nearest = (vector: Int8Array, from: number): Live | undefined =>
    live.find(({ middle }) => productOf(middle, vector) / whole >= from);

  const join = (one: Live, ids: readonly string[], at: number): void => {
    one.lastAt = at;
    for (const id of ids) surgeOf.set(id, one.surge.id);
  };

  const joins = (place: number): boolean => {
    const row = window.rows[place];
    if (!row) return false;
    live = live.filter(({ lastAt }) => row.at - lastAt < settings.spanDays * dayMs);
    const one = nearest(window.vectorAt(place), joinFrom);
    if (one) join(one, [row.id], row.at);
    return one !== undefined;
  };

  return {
    surgeOf: (id) => surgeOf.get(id),
    leave: (id) => void surgeOf.delete(id),
    restore(surge) {
      const ids = new Set(surge.rows);
      const places = [...window.rows.keys()].filter((at) => ids.has(window.rows[at]?.id ?? ''));
      if (places.length === 0) return;
      const { vector } = middleOf(window, places);
      const one = { surge, middle: vector, lastAt: surge.raisedAt.getTime() };
      live.push(one);
      join(one, surge.rows, one.lastAt);
      const next = (places.at(-1) ?? 0) + 1;
      for (let place = next; place < window.rows.length; place += 1) joins(place);
    },
    look() {
      const place = window.rows.length - 1;
      const row = window.rows[place];
      if (!row || joins(place)) return null;
      const suspect = suspectAt(window, place, (at) => !surgeOf.has(window.rows[at]?.id ?? ''));
      if (!suspect) return null;
      const near = nearest(suspect.middle, settings.sameSurge);
      const surge = surgeFrom(window, suspect);
      if (!near) live.push({ surge, middle: suspect.middle, lastAt: row.at });
      join(near ?? (live.at(-1) as Live), surge.rows, row.at);
      return near ? null : surge;
    },
  };
}

function suspectAt(
  window: Window,
  place: number,
  free: (place: number) => boolean,
): Suspect | undefined {
  const at = window.rows[place]?.at ?? 0;
  const first = window.placeAt(at - settings.spanDays * dayMs);
  const monthly = Math.max(1, window.weightFrom(window.placeAt(at - 30 * dayMs)));
  for (const middle of middlesAround(window, place, first, free)) {
    const [centre, likeness, found] = sharpened(window, middle, first, free);
    const chance = (found?.log ?? 0) + Math.log10(monthly * settings.looks);
    if (!found || chance > settings.chanceMax) continue;
    const places = membersOf(window, likeness, found, free);
    if (places.length < settings.rowsMin) continue;
    return { found, middle: centre.vector, places, chance: 10 ** chance };
  }
  return undefined;
}

function surgeFrom(window: Window, { found, places, chance }: Suspect): Surge {
  const rows = places.flatMap((place) => window.rows[place] ?? []);
  const newest = window.rows.at(-1);
  return {
    id: newest?.id ?? '',
    raisedAt: new Date(newest?.at ?? 0),
    since: new Date(rows[0]?.at ?? 0),
    rows: rows.map(({ id }) => id),
    usual: found.usual,
    chance: Math.min(1, chance),
    words: tellingWords(window.rows, places),
    facts: commonFacts(rows.map(({ facts }) => facts)),
  };
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
