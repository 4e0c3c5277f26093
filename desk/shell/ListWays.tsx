import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { countsQuestion, viewsQuestion } from '../api/questions.ts';
import type { Counts } from '../api/types.ts';
import { type Filters, filtersIn, isSame, type View } from '../list/filters.ts';
import { viewNames } from '../list/views.ts';
import { useMe } from '../me.ts';
import { Way } from '../parts/Way.tsx';
import { Count } from './Count.tsx';
import { ViewsDialog } from './ViewsDialog.tsx';

/** The ways to the lists: those that everybody has, then one's own. */
export function ListWays() {
  const { covering, ownsAccounts } = useMe();
  const { data: counts = nothing } = useQuery(countsQuestion);
  return (
    <>
      <nav aria-label={t`Complaints`}>
        <ul>
          <ViewWay view="mine">
            <Count
              many={counts.toDo}
              words={(many, shown) => plural(many, { one: '# to do', other: `${shown} to do` })}
            />
          </ViewWay>
          {covering.length > 0 && <ViewWay view="covered" />}
          <ViewWay view="team" />
          <ViewWay view="promised">
            <Count
              many={counts.promised}
              words={(many, shown) =>
                plural(many, { one: '# promise to keep', other: `${shown} promises to keep` })
              }
            />
          </ViewWay>
          <ViewWay view="offered">
            <Count many={counts.offered} words={complaints} />
          </ViewWay>
          <ViewWay view="raised">
            <Count many={counts.raised} words={complaints} />
          </ViewWay>
          {ownsAccounts && <ViewWay view="accounts" />}
          <ViewWay view="all" />
          <ViewWay view="done" />
        </ul>
      </nav>
      <OwnWays />
    </>
  );
}

function OwnWays() {
  const { data: views = [] } = useQuery(viewsQuestion);
  const [isArranging, arrange] = useState(false);
  if (views.length === 0 && !isArranging) return null;
  return (
    <nav aria-label={t`My views`}>
      <ul>
        {views.map(({ id, name, filters }) => (
          <ListWay key={id} filters={filters}>
            <bdi>{name}</bdi>
          </ListWay>
        ))}
        <li>
          <button type="button" className="way keys" onClick={() => arrange(true)}>
            <Trans>Arrange my views</Trans>
          </button>
        </li>
      </ul>
      {isArranging && <ViewsDialog onClose={() => arrange(false)} />}
    </nav>
  );
}

function ViewWay({ view, children }: { view: View; children?: ReactNode }) {
  return (
    <ListWay filters={view === 'mine' ? {} : { view }}>
      {viewNames[view]}
      {children}
    </ListWay>
  );
}

function ListWay({ filters, children }: { filters: Filters; children: ReactNode }) {
  const isCurrent = useLocation({
    select: ({ pathname, search }) =>
      (pathname === '/' || pathname.startsWith('/complaints/')) &&
      isSame(filtersIn(search), filters),
  });
  return (
    <li>
      <Way to="/" filters={filters} className="way" isCurrent={isCurrent}>
        {children}
      </Way>
    </li>
  );
}

const nothing: Counts = { toDo: 0, waiting: 0, offered: 0, raised: 0, promised: 0 };

const complaints = (many: number, shown: string): string =>
  plural(many, { one: '# complaint', other: `${shown} complaints` });
