import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';

type Is<T extends string, D> = { type: T; data: D };

/** Who said that a complaint points to a flaw. */
export type TracedBy = 'program' | 'staff' | 'customer';

export type TraceFact = Fact &
  (
    | Is<
        'ComplaintTracedToFlaw',
        {
          complaintId: string;
          flawId: string;
          by: TracedBy;
          staffId: string | null;
          reason: WordsRef | null;
        }
      >
    | Is<
        'ComplaintUntracedFromFlaw',
        { complaintId: string; flawId: string; staffId: string; reason: WordsRef }
      >
  );

export const traceStream = (customerId: string, complaintId: string): Stream => ({
  customerId,
  stream: `trace:${complaintId}`,
});

/** By flaw: whether the complaint points to it now, and whether a person of ours said that it does not. */
export type Traces = ReadonlyMap<string, { isTraced: boolean; isDenied: boolean }>;

export function tracesFrom(entries: readonly Entry[]): Traces {
  const traces = new Map<string, { isTraced: boolean; isDenied: boolean }>();
  for (const { type, data } of entries as readonly Entry<TraceFact>[]) {
    const isTraced = type === 'ComplaintTracedToFlaw';
    traces.set(data.flawId, { isTraced, isDenied: !isTraced });
  }
  return traces;
}

export type TraceWish = Extract<TraceFact, { type: 'ComplaintTracedToFlaw' }>['data'];

/** What a person has taken off, the program does not put on again. */
export function trace(traces: Traces, wish: TraceWish): TraceFact[] {
  const known = traces.get(wish.flawId);
  if (known?.isTraced || (known?.isDenied && wish.by === 'program')) return [];
  return [{ type: 'ComplaintTracedToFlaw', data: wish }];
}

export function untrace(
  traces: Traces,
  wish: Extract<TraceFact, { type: 'ComplaintUntracedFromFlaw' }>['data'],
): TraceFact[] {
  const known = traces.get(wish.flawId);
  if (known?.isDenied) return [];
  return [{ type: 'ComplaintUntracedFromFlaw', data: wish }];
}
