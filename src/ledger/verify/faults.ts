import type { Stream } from '../entry.ts';

/** What may be wrong with a ledger. Meant for programs; the sentence beside it is for people. */
export type FaultKind =
  | 'changed_entry'
  | 'removed_entry'
  | 'added_entry'
  | 'broken_chain'
  | 'changed_head'
  | 'changed_position'
  | 'removed_position'
  | 'added_position'
  | 'changed_tree'
  | 'forged_checkpoint'
  | 'changed_checkpoint'
  | 'rewritten_ledger'
  | 'shortened_ledger'
  | 'foreign_witness'
  | 'changed_content'
  | 'removed_content'
  | 'added_content'
  | 'changed_file'
  | 'removed_file'
  | 'changed_row'
  | 'removed_row'
  | 'added_row'
  | 'failed_replay';

export type Fault = {
  kind: FaultKind;
  /** Where: a stream and version, a table and key, a checkpoint's size, or the id of a content. */
  place: string;
  sentence: string;
};

export type FaultList = {
  add(kind: FaultKind, place: string, sentence: string): void;
  all(): Fault[];
};

/** Faults of one kind that are named; more are counted. One cause can have a million effects. */
const namedMax = 50;

/** Gathers faults in little memory. */
export function faultList(): FaultList {
  const faults: Fault[] = [];
  const counts = new Map<FaultKind, number>();
  return {
    add(kind, place, sentence) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      if (count <= namedMax) faults.push({ kind, place, sentence });
    },
    all() {
      const more = [...counts].filter(([, count]) => count > namedMax);
      return [...faults, ...more.map(([kind, count]) => unnamed(kind, count - namedMax))];
    },
  };
}

const unnamed = (kind: FaultKind, count: number): Fault => ({
  kind,
  place: 'elsewhere',
  sentence: `And ${count} more of this kind.`,
});

/** How a place in the ledger is written. */
export const placeOf = ({ customerId, stream }: Stream, version: number): string =>
  `customer ${customerId}, ${stream}, version ${version}`;
