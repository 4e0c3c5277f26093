import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listQuestion, type View } from '../api/questions.ts';
import { viewNames } from '../list/views.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Way } from '../parts/Way.tsx';
import { capped } from '../time.ts';
import { initials } from '../words.ts';

type Props = { onKeys: () => void };

/** The way around. On a narrow screen it folds into a bar with a button. */
export function Sidebar({ onKeys }: Props) {
  const me = useMe();
  const [isOpen, open] = useState(false);
  const place = useLocation({ select: ({ href }) => href });
  // Whoever has chosen a way wants to see where it leads.
  useEffect(() => open(false), [place]);
  return (
    <header className={isOpen ? 'sidebar open' : 'sidebar'}>
      <div className="bar">
        <Link to="/" className="house">
          {me.organisation.name}
        </Link>
        <Link to="/new" className="button new" aria-keyshortcuts="c">
          New<span className="unless-narrow"> complaint</span>
        </Link>
        <button
          type="button"
          className="button plain fold"
          aria-expanded={isOpen}
          aria-controls="ways"
          onClick={() => open(!isOpen)}
        >
          Menu
        </button>
      </div>
      <div id="ways" className="ways">
        <nav aria-label="Complaints">
          <ul>
            <ViewWay view="mine" />
            <CountedWay view="promised" />
            <CountedWay view="offered" />
            <CountedWay view="raised" />
            <ViewWay view="all" />
            <ViewWay view="done" />
          </ul>
        </nav>
        <HouseWays />
        <div className="self">
          <Link to="/account" className="way">
            <span className="initials" aria-hidden="true">
              {initials(me.name)}
            </span>
            <span>
              {me.name}
              <small>My account</small>
            </span>
          </Link>
          <button type="button" className="way keys" onClick={onKeys}>
            Keys <kbd>?</kbd>
          </button>
        </div>
      </div>
    </header>
  );
}

function HouseWays() {
  const me = useMe();
  const { mail, held, tasks } = me;
  return (
    <nav aria-label="The house">
      <ul>
        <li>
          <Link to="/tasks" className="way">
            Tasks
            <Count many={tasks} of="for me" />
          </Link>
        </li>
        <li>
          <Link to="/outbox" className="way">
            Outbox
            <Count many={mail.waiting + mail.failed} of="not sent" />
          </Link>
        </li>
        <li>
          <Link to="/held-back" className="way">
            Held back
            <Count many={held} of="to decide" />
          </Link>
        </li>
        {may(me, 'keepMailboxes') && (
          <li>
            <Link to="/mailboxes" className="way">
              Mailboxes
            </Link>
          </li>
        )}
        <li>
          <Link to="/team" className="way">
            Team
          </Link>
        </li>
      </ul>
    </nav>
  );
}

function ViewWay({ view, children }: { view: View; children?: React.ReactNode }) {
  const isCurrent = useLocation({
    select: ({ pathname, search }) =>
      (pathname === '/' || pathname.startsWith('/complaints/')) &&
      ((search as { view?: View }).view ?? 'mine') === view,
  });
  return (
    <li>
      <Way to="/" view={view} className="way" isCurrent={isCurrent}>
        {viewNames[view]}
        {children}
      </Way>
    </li>
  );
}

/** These are short lists by nature: their first page says how many there are. */
function CountedWay({ view }: { view: 'promised' | 'offered' | 'raised' }) {
  const { data } = useInfiniteQuery(listQuestion(view));
  const [first] = data?.pages ?? [];
  const many = first?.complaints.length ?? 0;
  return (
    <ViewWay view={view}>
      <Count many={many} isMore={Boolean(first?.next)} of="complaints" />
    </ViewWay>
  );
}

function Count({ many, of, isMore = false }: { many: number; of: string; isMore?: boolean }) {
  if (many === 0) return null;
  return (
    <span className="count">
      {capped(many)}
      {isMore && '+'}
      <span className="unseen"> {of}</span>
    </span>
  );
}
