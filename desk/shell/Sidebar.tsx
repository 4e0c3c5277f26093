import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { initials } from '../words.ts';
import { Count } from './Count.tsx';
import { ListWays } from './ListWays.tsx';

type Props = { onKeys: () => void; onFind: () => void; onChoose: () => void };

/** The way around. On a narrow screen it folds into a bar with a button. */
export function Sidebar({ onKeys, onFind, onChoose }: Props) {
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
        <div>
          <button type="button" className="way keys" aria-keyshortcuts="/" onClick={onFind}>
            Search <kbd>/</kbd>
          </button>
          <button
            type="button"
            className="way keys"
            aria-keyshortcuts="Control+K Meta+K"
            onClick={onChoose}
          >
            Do something <kbd>Ctrl K</kbd>
          </button>
        </div>
        <ListWays />
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
  const { mail, held, tasks, approvals } = me;
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
          <Link to="/approvals" className="way">
            Approvals
            <Count many={approvals} of="to decide" />
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
          <Link to="/knowledge" className="way">
            Knowledge
          </Link>
        </li>
        {may(me, 'useTextBlocks') && (
          <li>
            <Link to="/text-blocks" className="way">
              Text blocks
            </Link>
          </li>
        )}
        <li>
          <Link to="/team" className="way">
            Team
          </Link>
        </li>
        {may(me, 'setRemedyLimits') && (
          <li>
            <Link to="/limits" className="way">
              Limits
            </Link>
          </li>
        )}
        {may(me, 'stateRights') && (
          <li>
            <Link to="/organisation" className="way">
              Organisation
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
