import { useRef } from 'react';
import type { Row } from '../api/types.ts';
import { holdRows } from './held-rows.ts';

type Held = { of: unknown; rows: readonly Row[] };

/** The rows as they are shown: held while somebody reads further down, else the newest. */
export function useHeldRows(of: unknown, fresh: Row[], isHeld: boolean) {
  const held = useRef<Held>({ of, rows: fresh });
  const shown =
    isHeld && held.current.of === of
      ? holdRows(held.current.rows, fresh)
      : { rows: fresh, news: 0 };
  held.current = { of, rows: shown.rows };
  return shown;
}
