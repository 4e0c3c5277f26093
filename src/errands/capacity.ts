/**
 * By when a team can honestly be expected to have done something, told from what it did before.
 * All times are working days of the organisation. The method, in words that anybody can check:
 *
 * 1. What lies before it, divided by the team's pace of the last weeks, with holidays and absences
 *    taken out of both the past and the days ahead, is when its turn comes.
 * 2. What the last errands took beyond such a forecast, at the time when they were handed over,
 *    is how wrong it is: nine in ten took no more than the margin (a conformal quantile, which
 *    needs no assumption about how the work is spread).
 *
 * Pace is a team's. There is no pace of a person anywhere in here.
 */

/** What one errand took, and when its turn was to come as was thought when it was handed over. */
export type Lead = { queueDays: number | null; days: number };

export type Load = {
  /** Finished within the window, and the working days in it, each as the share of the team present. */
  finishedCount: number;
  presentDays: number;
  /** Finished ones, the latest last. */
  finished: readonly Lead[];
  /** How long those have been waiting that are not done, in the order in which they are worked on. */
  open: readonly Lead[];
  /** The share of the team that is there on each working day to come, today first. */
  presentAhead: readonly number[];
};

/** Of ten promises, so many are kept where the warning is heeded. A little more than asked for. */
const keptShare = 0.93;
const lastMax = 120;
/** Fewer than this tell nothing. */
const finishedMin = 5;

/** Errands done on a working day with the whole team present; null while too little is known. */
export function paceOf({ finishedCount, presentDays }: Load): number | null {
  return finishedCount >= finishedMin && presentDays > 0 ? finishedCount / presentDays : null;
}

/** After how many working days it is the turn of whatever has so many errands before it. */
export function daysUntilTurn(load: Load, ahead: number): number | null {
  const pace = paceOf(load);
  if (pace === null) return null;
  let left = ahead;
  for (const [day, present] of load.presentAhead.entries()) {
    const done = pace * present;
    if (done >= left) return day + (left === 0 ? 0 : left / done);
    left -= done;
  }
  return load.presentAhead.length;
}

/** What so large a share of the errands took at most beyond their forecast. */
function beyondForecast({ finished, open }: Load, share: number): number | null {
  const known = finished.slice(-lastMax).flatMap(excessOf);
  if (known.length < finishedMin) return null;
  const margin = quantile(known, share);
  // Those that are late already, and still not done, are known to take longer than that.
  const late = open.flatMap(excessOf).filter((excess) => excess > margin);
  return late.length === 0 ? margin : quantile([...known, ...late], share);
}

/** Nothing where nothing was forecast. */
const excessOf = ({ days, queueDays }: Lead): number[] =>
  queueDays === null ? [] : [days - queueDays];

/** The conformal quantile: of a new one as well it may be said with this share. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = Math.min(sorted.length, Math.ceil((sorted.length + 1) * share));
  return sorted[place - 1] ?? 0;
}

export type Forecast = {
  /** The end of the so-manieth working day after today. */
  workingDays: number;
  queueDays: number;
  marginDays: number;
  basedOn: number;
};

/** For one more errand, at the end of the line; null while too little is known to be honest. */
export function forecast(load: Load): Forecast | null {
  const queueDays = daysUntilTurn(load, load.open.length);
  const marginDays = beyondForecast(load, keptShare);
  if (queueDays === null || marginDays === null) return null;
  const workingDays = Math.max(0, Math.ceil(queueDays + marginDays));
  const basedOn = load.finished.slice(-lastMax).flatMap(excessOf).length;
  return { workingDays, queueDays, marginDays, basedOn };
}

/** For each errand in the line, after how many working days it is likely to be done. */
export function likelyDays(load: Load): (number | null)[] {
  const usual = beyondForecast(load, 0.5);
  return load.open.map((_, ahead) => {
    const turn = daysUntilTurn(load, ahead);
    return turn === null || usual === null ? null : Math.max(0, Math.ceil(turn + usual));
  });
}
