import type { KeyboardEvent, RefObject } from 'react';
import type { View } from '../api/questions.ts';
import { useDraftNames } from '../draft.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { ListRow } from './ListRow.tsx';
import type { Rows } from './use-rows.ts';
import { emptyWords, viewTitles } from './views.ts';

type Props = {
  view: View;
  rows: Rows;
  openId: string | undefined;
  paneRef: RefObject<HTMLElement | null>;
  onStep: (by: 1 | -1) => void;
};

export function ListPane({ view, rows, openId, paneRef, onStep }: Props) {
  const drafts = useDraftNames(useMe().id);
  const title = viewTitles[view];
  return (
    <section ref={paneRef} className="list-pane" aria-label={title}>
      <header>{openId ? <h2>{title}</h2> : <ScreenTitle key={view} title={title} />}</header>
      <Fault fault={rows.fault} />
      {rows.isLoading && <p className="quiet pad">One moment …</p>}
      {!rows.isLoading && !rows.fault && rows.all.length === 0 && <NoRows view={view} />}
      {rows.all.length > 0 && (
        <ol className="rows" onKeyDown={(event) => walk(event, onStep)}>
          {rows.all.map((row) => (
            <ListRow
              key={row.id}
              row={row}
              view={view}
              isOpen={row.id === openId}
              hasDraft={drafts.includes(row.id)}
            />
          ))}
        </ol>
      )}
      {rows.hasMore && (
        <div className="more" ref={(place) => watch(place, rows.more)}>
          <Button onPress={rows.more} isBusy={rows.isLoadingMore}>
            More
          </Button>
        </div>
      )}
    </section>
  );
}

/** Arrows scroll a page; only from within the rows do they walk. */
function walk(event: KeyboardEvent, onStep: (by: 1 | -1) => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  onStep(event.key === 'ArrowDown' ? 1 : -1);
}

/** Asks for the next page as soon as the end comes near; the button stays for the keyboard. */
function watch(place: HTMLElement | null, more: () => void): (() => void) | undefined {
  if (!place) return undefined;
  const observer = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) more();
  });
  observer.observe(place);
  return () => observer.disconnect();
}

function NoRows({ view }: { view: View }) {
  const [title, words] = emptyWords[view];
  return <Empty title={title}>{words}</Empty>;
}
