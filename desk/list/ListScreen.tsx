import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { WriteMode } from '../router.tsx';
import { useKeys } from '../shortcuts.ts';
import { ListPane } from './ListPane.tsx';
import { useRows } from './use-rows.ts';

/** The list and, beside it or instead of it, one complaint. */
export function ListScreen() {
  const { view = 'mine' } = useSearch({ from: '/shell/lists' });
  const { id } = useParams({ strict: false });
  const rows = useRows(view);
  const navigate = useNavigate();
  const pane = useRef<HTMLElement>(null);
  const search = view === 'mine' ? {} : { view };

  const open = (target: string, write?: WriteMode): void => {
    void navigate({
      to: '/complaints/$id',
      params: { id: target },
      search: write ? { ...search, write } : search,
    });
  };
  const step = (by: 1 | -1): void => {
    // With a complaint open the keys walk through complaints, else through the rows.
    const links = [...(pane.current?.querySelectorAll<HTMLElement>('a.row') ?? [])];
    const at = id
      ? rows.all.findIndex((row) => row.id === id)
      : links.findIndex((link) => link === document.activeElement);
    const next = at === -1 ? (by === 1 ? 0 : -1) : at + by;
    const row = rows.all[next];
    if (id && row) open(row.id);
    else links[next]?.focus();
    if (next >= rows.all.length - 1) rows.more();
  };
  const write = (mode: WriteMode): void => {
    const target = (document.activeElement as HTMLElement | null)?.dataset['id'];
    if (target) open(target, mode);
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    // In an open complaint these are its own.
    ...(!id && {
      r: () => write('reply'),
      p: () => write('promise'),
      n: () => write('note'),
    }),
    u: () => {
      if (id) void navigate({ to: '/', search });
    },
  });

  return (
    <div className={id ? 'lists with-complaint' : 'lists'}>
      <ListPane view={view} rows={rows} openId={id} paneRef={pane} onStep={step} />
      <Outlet />
    </div>
  );
}
