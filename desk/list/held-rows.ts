import type { Row } from '../api/types.ts';

/**
 * While somebody reads further down, nothing moves under their eyes: each row stays where it is and
 * shows its newest state, what comes after the last one is added, and what came in above or between
 * is only counted.
 */
export function holdRows(
  held: readonly Row[],
  fresh: readonly Row[],
): { rows: Row[]; news: number } {
  const freshById = new Map(fresh.map((row) => [row.id, row]));
  const heldIds = new Set(held.map(({ id }) => id));
  const last = fresh.findLastIndex(({ id }) => heldIds.has(id));
  // With nothing in common there is nothing to hold on to.
  if (last === -1) return { rows: [...fresh], news: 0 };
  const isNew = ({ id }: Row): boolean => !heldIds.has(id);
  return {
    rows: [
      ...held.map((row) => freshById.get(row.id) ?? row),
      ...fresh.slice(last + 1).filter(isNew),
    ],
    news: fresh.slice(0, last).filter(isNew).length,
  };
}
