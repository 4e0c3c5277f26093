// The test by which a fix is called verified. Stated once, here.
//
// Complaints that trace to the flaw are counted in two windows: `before` the fix and `after` it. All
// other complaints of the same windows stand for how much came in at all, so that growth, a quiet
// August or a longer window prove nothing. If the fix changed nothing, each of the complaints counted
// falls into the second window with the share that this window has of all others; how likely it is
// that so few (or so many) fall there by chance is the exact binomial tail (the conditional test of
// two Poisson rates, Przyborowski and Wilenski 1940).

export type Window = { traced: number; others: number; days: number };

export type Verdict = {
  before: Window;
  after: Window;
  /** Rate after by rate before, with growth taken out; null where nothing can be said. */
  ratio: number | null;
  /** How likely so few are by chance. */
  chance: number;
  isFallen: boolean;
};

const chanceMax = 0.05;

/** A fix that is called verified has at least halved it. */
const ratioMax = 0.5;

export function hasFallen(before: Window, after: Window): Verdict {
  const share = shareOfAfter(before, after);
  const all = before.traced + after.traced;
  const chance = atMost(after.traced, all, share);
  const ratio = ratioOf(before, after);
  const isFallen = chance <= chanceMax && ratio !== null && ratio <= ratioMax;
  return { before, after, ratio, chance, isFallen };
}

/** Whether more come than the rate of a window before would explain; for what was fixed and returns. */
export function hasRisen(before: Window, after: Window): { chance: number; isRisen: boolean } {
  const share = shareOfAfter(before, after);
  const all = before.traced + after.traced;
  const chance = 1 - atMost(after.traced - 1, all, share);
  return { chance, isRisen: chance <= chanceMax && after.traced >= risenMin };
}

/** Fewer are looked at one by one: two that say "still broken" suffice. */
const risenMin = 3;

/** Others come first; days stand in where nothing else came at all. */
function shareOfAfter(before: Window, after: Window): number {
  const [one, other] =
    before.others > 0 && after.others > 0
      ? [before.others, after.others]
      : [before.days, after.days];
  return one + other === 0 ? 0.5 : other / (one + other);
}

function ratioOf(before: Window, after: Window): number | null {
  const share = shareOfAfter(before, after);
  if (before.traced === 0 || share === 0 || share === 1) return null;
  return (after.traced / before.traced) * ((1 - share) / share);
}

/** The probability of at most `count` successes among `tries`. */
export function atMost(count: number, tries: number, share: number): number {
  if (count < 0) return 0;
  if (count >= tries) return 1;
  let sum = 0;
  let logChoose = 0;
  for (let successes = 0; successes <= count; successes++) {
    if (successes > 0) logChoose += Math.log((tries - successes + 1) / successes);
    sum += Math.exp(
      logChoose + successes * Math.log(share) + (tries - successes) * Math.log1p(-share),
    );
  }
  return Math.min(1, sum);
}
