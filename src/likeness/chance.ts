/**
 * How likely it is, as a logarithm to base 10, that of `now + before` rows which came at chance as many
 * as `now` or more fell into a part that holds `share` of all rows: the binomial tail. All that makes
 * more complaints at once, such as the hour, the season and growth, is in the share.
 */
export function logChance(now: number, before: number, share: number): number {
  if (now <= 0) return 0;
  if (share <= 0 || share >= 1) return 0;
  const all = now + before;
  const [log, logNot] = [Math.log(share), Math.log1p(-share)];
  let term = logChoose(all, now) + now * log + before * logNot;
  const first = term;
  let sum = 0;
  for (let count = now; count <= all; count += 1) {
    const part = Math.exp(term - first);
    sum += part;
    if (part < 1e-6 * sum) break;
    term += Math.log((all - count) / (count + 1)) + log - logNot;
  }
  return Math.min(0, (first + Math.log(sum)) / Math.LN10);
}

function logChoose(all: number, some: number): number {
  return logFactorial(all) - logFactorial(some) - logFactorial(all - some);
}

/** Stirling's series, for whole numbers and others. */
function logFactorial(number: number): number {
  const from = number + 10;
  let shift = 0;
  for (let factor = number + 1; factor <= from; factor += 1) shift += Math.log(factor);
  const at = from + 1;
  return (
    (at - 0.5) * Math.log(at) -
    at +
    0.5 * Math.log(2 * Math.PI) +
    1 / (12 * at) -
    1 / (360 * at ** 3) -
    shift
  );
}
