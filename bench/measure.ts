/** Times in milliseconds, sorted out. */
export type Timing = { p50_ms: number; p95_ms: number; p99_ms: number };

export function timingOf(times: readonly number[]): Timing {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) };
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Runs `work` `count` times with so many in flight; how long each took, and how many a second. */
export async function timed(
  count: number,
  clients: number,
  work: (number: number) => Promise<void>,
): Promise<Timing & { per_second: number }> {
  const times: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const client = async () => {
    while (next < count) {
      const number = next++;
      const sentAt = performance.now();
      await work(number);
      times.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  return { per_second: round(count / seconds, 1), ...timingOf(times) };
}
