import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { complaintQuestion } from '../api/questions.ts';
import type { Row } from '../api/types.ts';
import { say } from '../parts/Say.tsx';
import type { WriteMode } from '../router.tsx';
import { useKeys } from '../shortcuts.ts';
import { ListPane } from './ListPane.tsx';
import { useFilters } from './use-filters.ts';
import { useHeldRows } from './use-held-rows.ts';
import { useRows } from './use-rows.ts';

/** The list and, beside it or instead of it, one complaint. */
export function ListScreen() {
  const filters = useFilters();
  const { id } = useParams({ strict: false });
  const rows = useRows(filters);
  const [isScrolled, setScrolled] = useState(false);
  const { rows: shown, news } = useHeldRows(filters, rows.all, isScrolled);
  const navigate = useNavigate();
  const pane = useRef<HTMLElement>(null);
  const { marked, mark, focus } = useMark(pane, shown);
  const walk = useWalk(id);
  usePrefetch(shown, id ? shown.findIndex((row) => row.id === id) : marked);

  const open = (target: string, write?: WriteMode): void => {
    void navigate({
      to: '/complaints/$id',
      params: { id: target },
      search: write ? { ...filters, write } : filters,
    });
  };
  const back = (): void => void navigate({ to: '/', search: filters });
  const step = (by: 1 | -1): void => {
    // With a complaint open the keys walk through complaints, else through the rows.
    const at = id ? shown.findIndex((row) => row.id === id) : marked;
    const next = at === -1 ? (by === 1 ? 0 : -1) : at + by;
    const row = shown[next];
    if (id && row) open(row.id);
    else if (row) focus(next);
    if (next >= shown.length - 1) rows.more();
  };
  const goOn = (): void => {
    const next = id ? walk.after(shown, id) : shown.find((row) => row.state === 'to_do');
    if (next) return open(next.id);
    back();
    say(t`Nothing else in this list is to do.`);
  };
  const write = (mode: WriteMode): void => {
    const target = (document.activeElement as HTMLElement | null)?.dataset['id'];
    if (target) open(target, mode);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    e: goOn,
    // In an open complaint these are its own.
    ...(id
      ? { u: back }
      : { r: () => write('reply'), p: () => write('promise'), n: () => write('note') }),
  });

  return (
    <div className={id ? 'lists with-complaint' : 'lists'}>
      <ListPane
        filters={filters}
        rows={rows}
        shown={shown}
        news={news}
        openId={id}
        marked={marked}
        onMark={mark}
        paneRef={pane}
        onStep={step}
        onScrolled={setScrolled}
      />
      <Outlet />
    </div>
  );
}

/** Going on and on through what is to do: nothing comes twice before one is back at the list. */
function useWalk(id: string | undefined) {
  const left = useRef(new Set<string>());
  useEffect(() => {
    if (!id) left.current.clear();
  }, [id]);
  return {
    /** The next that is our turn: below this one, else above it. */
    after(shown: readonly Row[], from: string): Row | undefined {
      left.current.add(from);
      const at = shown.findIndex((row) => row.id === from);
      const order = [...shown.slice(at + 1), ...shown.slice(0, Math.max(at, 0))];
      return order.find((row) => row.state === 'to_do' && !left.current.has(row.id));
    },
  };
}

/** Which row has the focus. It may have to be drawn before it can take it. */
function useMark(pane: React.RefObject<HTMLElement | null>, shown: readonly Row[]) {
  const [markedId, mark] = useState<string>();
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    const row =
      wanted.current && pane.current?.querySelector<HTMLElement>(`a[data-id="${wanted.current}"]`);
    if (!row) return;
    wanted.current = undefined;
    row.focus({ preventScroll: true });
  });
  return {
    marked: shown.findIndex(({ id }) => id === markedId),
    mark: (index: number): void => mark(shown[index]?.id),
    focus: (index: number): void => {
      wanted.current = shown[index]?.id;
      mark(wanted.current);
    },
  };
}

const aheadMax = 2;

/** What will be opened next is asked for before it is. */
function usePrefetch(shown: readonly Row[], at: number): void {
  const client = useQueryClient();
  const next = at === -1 ? [] : shown.slice(at, at + 1 + aheadMax).map(({ id }) => id);
  const names = next.join(' ');
  useEffect(() => {
    for (const id of names.split(' ').filter(Boolean)) {
      void client.prefetchQuery({ ...complaintQuestion(id), staleTime: keptMs });
    }
  }, [client, names]);
}

/** What changes meanwhile is told by the server, so what was read stays good for a while. */
const keptMs = 60_000;
