import { Temporal } from 'temporal-polyfill';

/** From one change of the clocks to the next: so long the wall is `offset` ahead of Greenwich. */
type Stretch = { from: number; to: number; offset: number };

/** Instants from (included) to (not included), in milliseconds. */
export type Range = readonly [from: number, to: number];

/**
 * What the clock on the wall shows, in milliseconds as if the wall hung in Greenwich. All reckoning is
 * done with such numbers: asking for the rules of a zone anew each time would take most of the time.
 */
export const localTime = (at: number, zone: string): number => at + stretchAt(at, zone).offset;

/**
 * When the wall shows this. Where it does so twice, the first time counts; what it never shows, because
 * the clocks go forward, comes as much later as they do.
 */
export function instantOf(local: number, zone: string): number {
  const around = stretchesAround(local, zone);
  const shown = around.find(({ from, to, offset }) => {
    const at = local - offset;
    return from <= at && at < to;
  });
  // In the gap: by the offset before it.
  const before = shown ?? around.findLast(({ from, offset }) => from + offset <= local);
  return local - (before ?? stretchAt(local, zone)).offset;
}

/** All instants at which the wall shows from (included) to (not included); two ranges where it jumps. */
export function rangesShowing(from: number, to: number, zone: string): Range[] {
  const ranges: Range[] = [];
  for (const stretch of stretchesAround(from, zone, to)) {
    const begin = Math.max(stretch.from, from - stretch.offset);
    const end = Math.min(stretch.to, to - stretch.offset);
    const last = ranges.at(-1);
    if (begin >= end) continue;
    if (last?.[1] === begin) ranges.splice(-1, 1, [last[0], end]);
    else ranges.push([begin, end]);
  }
  return ranges;
}

/** No zone is further from Greenwich. */
const offsetMax = 15 * 3_600_000;

function stretchesAround(from: number, zone: string, to = from): Stretch[] {
  const found = [stretchAt(from - offsetMax, zone)];
  for (;;) {
    const last = found.at(-1);
    if (!last || last.to > to + offsetMax) return found;
    found.push(stretchAt(last.to, zone));
  }
}

const known = new Map<string, Stretch[]>();
/** As many as there are zones; nobody fills our memory with made-up names, which are refused. */
const stretchesMax = 1_000;

function stretchAt(at: number, zone: string): Stretch {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= at && at < to);
  if (found) return found;
  const stretch = findStretch(at, zone);
  if (stretches.length >= stretchesMax) stretches.length = 0;
  known.set(zone, [...stretches, stretch]);
  return stretch;
}

function findStretch(at: number, zone: string): Stretch {
  const then = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // The change before is asked for from just after, so that one at this very instant is it.
  const before = then.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: then.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: then.offsetNanoseconds / 1e6,
  };
}
