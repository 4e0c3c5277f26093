import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Row } from '../api/types.ts';

type Wish = {
  pane: RefObject<HTMLElement | null>;
  rows: readonly Row[];
  /** Rows that stay in the page wherever it is scrolled to: the one with the focus, the open one. */
  kept: readonly number[];
};

/** A line of text, or three where it is narrow: near enough until a row has been measured. */
const wideFromPx = 928;
const wideRowPx = 46;
const narrowRowPx = 92;
const overscan = 8;

/** Of a list as long as it may be, only those rows are in the page that are in sight. */
export function useScreenful({ pane, rows, kept }: Wish) {
  const list = useRef<HTMLOListElement>(null);
  const [above, setAbove] = useState(0);
  const screen = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize: () => ((pane.current?.clientWidth ?? 0) >= wideFromPx ? wideRowPx : narrowRowPx),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan,
    scrollMargin: above,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      const others = kept.filter((index) => index >= 0 && index < rows.length);
      return [...new Set([...inSight, ...others])].toSorted((one, other) => one - other);
    },
  });
  // The sentence above the rows may take more lines than before.
  useLayoutEffect(() => setAbove(list.current?.offsetTop ?? 0));
  const [marked = -1, open = -1] = kept;
  const place = open >= 0 ? open : marked;
  useEffect(() => {
    if (place >= 0) screen.scrollToIndex(place, { align: 'auto' });
  }, [screen, place]);
  const items = screen.getVirtualItems().map(({ index, start }) => ({
    index,
    start: start - above,
  }));
  return { list, items, height: screen.getTotalSize(), measure: screen.measureElement };
}
