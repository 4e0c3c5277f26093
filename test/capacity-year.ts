import { daysUntilTurn, forecast, type Lead, type Load } from '#errands/capacity.ts';

// A year of a team of fixers, told by chance from a seed: how many dates are kept where whoever
// promises listens to the warning, and how many where they promise what the customer asks for.

export type YearOptions = {
  seed: number;
  heeded: boolean;
  members?: number;
  /** How much work comes in, as a share of what the team can do. */
  load?: number;
};

type Work = {
  handedOn: number;
  queueDays: number | null;
  dueOn: number;
  hoursLeft: number;
  wasReturned: boolean;
};

const workingDays = 250;
const windowDays = 60;
const hoursOfDay = 8;
const meanHours = 10;
/** Before any promise is counted: a team without a past has no pace. */
const warmUpDays = 60;
const returnShare = 0.1;

export type Year = { promised: number; kept: number; share: number };

export function capacityYear(options: YearOptions): Year {
  const { load = 0.9, members = 4 } = options;
  const team = teamOf(options);
  const { chance } = team;
  for (let day = 0; day < lastDay; day++) {
    const season = day % 125 > 95 ? 1.25 : 0.93;
    const arrivals = poisson(chance, (load * season * members * hoursOfDay) / meanHours / 1.1);
    for (let number = 0; number < arrivals; number++) team.takeIn(day);
    team.work(day);
  }
  return team.outcome();
}

const lastDay = warmUpDays + workingDays;

function teamOf({ seed, heeded, members = 4 }: YearOptions) {
  const chance = chanceFrom(seed);
  const { present, planned } = presence(chance, members);
  const finished: (Lead & { on: number; isKept: boolean; isCounted: boolean })[] = [];
  let line: Work[] = [];

  function loadOn(day: number): Load {
    const from = Math.max(0, day - windowDays);
    return {
      finishedCount: finished.filter(({ on }) => on >= from).length,
      presentDays: sum(present.slice(from, day)) / members,
      finished,
      open: line.map(({ handedOn, queueDays }) => ({ days: day - handedOn, queueDays })),
      // Absences that lie ahead are planned; illness is not, and nobody can know it.
      presentAhead: planned.slice(day).map((count) => count / members),
    };
  }

  function finish(work: Work, day: number): void {
    const { handedOn, queueDays, dueOn } = work;
    const isCounted = handedOn >= warmUpDays;
    finished.push({ days: day - handedOn, queueDays, on: day, isKept: day <= dueOn, isCounted });
  }

  return {
    chance,
    takeIn(day: number): void {
      const now = loadOn(day);
      const known = forecast(now);
      const wished = 2 + Math.floor(chance() * 6);
      const dueOn = day + (heeded ? Math.max(wished, known?.workingDays ?? 10) : wished);
      const queueDays = daysUntilTurn(now, line.length);
      const hoursLeft = lognormal(chance, meanHours);
      line.push({ handedOn: day, queueDays, dueOn, hoursLeft, wasReturned: false });
    },
    work(day: number): void {
      const { done, left } = workThrough(line, present[day] ?? members);
      const returned = done.filter((work) => !work.wasReturned && chance() < returnShare);
      for (const work of done) if (!returned.includes(work)) finish(work, day);
      // What was not fixed comes back at once, and is first in line.
      line = [...returned.map((work) => again(work, chance)), ...left];
    },
    outcome(): Year {
      const counted = finished.filter(({ isCounted }) => isCounted);
      const kept = counted.filter(({ isKept }) => isKept).length;
      // What is overdue at the end of the year and not done is not kept either.
      const promised = counted.length + line.filter(({ dueOn }) => dueOn < lastDay).length;
      return { promised, kept, share: kept / promised };
    },
  };
}

const again = (work: Work, chance: () => number): Work => ({
  ...work,
  hoursLeft: lognormal(chance, meanHours / 2),
  wasReturned: true,
});

/** Each of those present works on one errand at a time, in the order of the line. */
function workThrough(line: readonly Work[], present: number): { done: Work[]; left: Work[] } {
  const done: Work[] = [];
  const waiting = [...line];
  const begun: Work[] = [];
  for (let person = 0; person < present; person++) {
    let hours = hoursOfDay;
    while (hours > 0) {
      const work = waiting.shift();
      if (!work) break;
      const spent = Math.min(hours, work.hoursLeft);
      hours -= spent;
      const after = { ...work, hoursLeft: work.hoursLeft - spent };
      if (after.hoursLeft <= 1e-9) done.push(after);
      else begun.push(after);
    }
  }
  return { done, left: [...begun, ...waiting] };
}

/** How many are there each day: planned holidays of two weeks, and now and then somebody is ill. */
function presence(chance: () => number, members: number) {
  const planned = Array.from({ length: warmUpDays + workingDays + 60 }, () => members);
  for (let person = 0; person < members; person++) {
    takeOut(planned, Math.floor(chance() * 120), 10);
    takeOut(planned, 130 + Math.floor(chance() * 120), 10);
  }
  const present = [...planned];
  for (let illness = 0; illness < 3 * members; illness++) {
    takeOut(present, Math.floor(chance() * (planned.length - 4)), 1 + Math.floor(chance() * 4));
  }
  return { present, planned };
}

/** One fewer on these days, but somebody is always there. */
function takeOut(days: number[], from: number, length: number): void {
  for (let day = from; day < from + length; day++) days[day] = Math.max(1, (days[day] ?? 0) - 1);
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** A small generator with a seed (mulberry32): the same year each time. */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function poisson(chance: () => number, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = chance(); product > limit; product *= chance()) count++;
  return count;
}

/** Most work is short and some is long. */
function lognormal(chance: () => number, mean: number): number {
  const spread = 0.7;
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return mean * Math.exp(spread * normal - (spread * spread) / 2);
}
