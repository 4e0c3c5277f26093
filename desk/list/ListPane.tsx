import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { Row } from '../api/types.ts';
import { useDraftNames } from '../draft.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { FilterSentence } from './FilterSentence.tsx';
import { type Filters, isSame } from './filters.ts';
import { forgetFarRows } from './freshen-rows.ts';
import { ListRow } from './ListRow.tsx';
import type { Rows } from './use-rows.ts';
import { useScreenful } from './use-screenful.ts';
import { emptyWords, viewTitles } from './views.ts';

type Props = {
  filters: Filters;
  rows: Rows;
  shown: Row[];
  /** How many came in meanwhile above what is shown. */
  news: number;
  openId: string | undefined;
  /** Which row has the focus, or is to have it. */
  marked: number;
  onMark: (index: number) => void;
  paneRef: RefObject<HTMLElement | null>;
  onStep: (by: 1 | -1) => void;
  onScrolled: (isScrolled: boolean) => void;
};

/** From here on somebody reads further down. */
const heldFromPx = 40;

export function ListPane(props: Props) {
  const { filters, rows, shown, news, openId, paneRef, onScrolled } = props;
  const view = filters.view ?? 'mine';
  const title = viewTitles[view];
  const client = useQueryClient();
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    if (!isScrolled) forgetFarRows(client, filters);
  }, [client, filters, isScrolled]);
  return (
    <section
      ref={paneRef}
      className="list-pane"
      aria-label={title}
      onScroll={({ currentTarget }) => {
        const now = currentTarget.scrollTop > heldFromPx;
        setScrolled(now);
        onScrolled(now);
      }}
    >
      <header>
        {openId ? <h2>{title}</h2> : <ScreenTitle key={view} title={title} />}
        {!openId && <FilterSentence filters={filters} />}
      </header>
      <p className="news" role="status">
        {news > 0 && (
          <Button look="main" onPress={() => paneRef.current?.scrollTo({ top: 0 })}>
            <Plural value={news} one="# new" other="# new" />
          </Button>
        )}
      </p>
      <Fault fault={rows.fault} />
      {!rows.fault && shown.length === 0 && <NoRows rows={rows} filters={filters} />}
      <RowList {...props} />
      {rows.hasFailed && (
        <div className="more">
          <Button onPress={rows.more}>
            <Trans>More</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}

function RowList({ filters, rows, shown, openId, marked, onMark, paneRef, onStep }: Props) {
  const drafts = useDraftNames(useMe().id);
  const openIndex = shown.findIndex(({ id }) => id === openId);
  const { list, items, height, measure } = useScreenful({
    pane: paneRef,
    rows: shown,
    kept: [marked, openIndex],
  });
  const last = items.at(-1)?.index ?? -1;
  const { hasMore, hasFailed, more } = rows;
  // The next page is asked for before the end comes into sight.
  useEffect(() => {
    if (hasMore && !hasFailed && last >= shown.length - nearTheEnd) more();
  });
  if (shown.length === 0) return null;
  return (
    <ol
      ref={list}
      className="rows"
      style={{ blockSize: height }}
      onKeyDown={(event) => walk(event, onStep)}
      onFocus={({ target }) => onMark(Number(target.closest('li')?.dataset['index'] ?? -1))}
    >
      {items.map(({ index, start }) => {
        const row = shown[index];
        return (
          row && (
            <ListRow
              key={row.id}
              row={row}
              filters={filters}
              isOpen={row.id === openId}
              hasDraft={drafts.includes(row.id)}
              place={{ index, start, of: hasMore ? -1 : shown.length }}
              measure={measure}
            />
          )
        );
      })}
    </ol>
  );
}

const nearTheEnd = 15;

/** Arrows scroll a page; only from within the rows do they walk. */
function walk(event: KeyboardEvent, onStep: (by: 1 | -1) => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  onStep(event.key === 'ArrowDown' ? 1 : -1);
}

function NoRows({ rows, filters }: { rows: Rows; filters: Filters }) {
  if (rows.isLoading)
    return (
      <p className="quiet pad">
        <Trans>One moment …</Trans>
      </p>
    );
  if (rows.hasMore)
    return (
      <p className="quiet pad">
        <Trans>Nothing yet. Looking further back …</Trans>
      </p>
    );
  const view = filters.view ?? 'mine';
  if (!isSame(filters, { view })) {
    return (
      <Empty title={t`No complaint is like this.`}>
        <Trans>Take something out of the sentence above.</Trans>
      </Empty>
    );
  }
  const [title, words] = emptyWords[view];
  return <Empty title={title}>{words}</Empty>;
}
