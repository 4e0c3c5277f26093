import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
          <bdi>{me.organisation.name}</bdi>
        </Link>
        <Link to="/new" className="button new" aria-keyshortcuts="c">
          <span className="unless-narrow">
            <Trans>New complaint</Trans>
          </span>
          <span className="if-narrow" aria-hidden="true">
            <Trans context="complaint">New</Trans>
          </span>
        </Link>
        <button
          type="button"
          className="button plain fold"
          aria-expanded={isOpen}
          aria-controls="ways"
          onClick={() => open(!isOpen)}
        >
          <Trans>Menu</Trans>
        </button>
      </div>
      <div id="ways" className="ways">
        <div>
          <button type="button" className="way keys" aria-keyshortcuts="/" onClick={onFind}>
            <Trans>Search</Trans> <kbd>/</kbd>
          </button>
          <button
            type="button"
            className="way keys"
            aria-keyshortcuts="Control+K Meta+K"
            onClick={onChoose}
          >
            <Trans>Do something</Trans> <kbd>Ctrl K</kbd>
          </button>
        </div>
        {may(me, 'readComplaints') && <ListWays />}
        <HouseWays />
        <div className="self">
          <Link to="/account" className="way">
            <span className="initials" aria-hidden="true">
              {initials(me.name)}
            </span>
            <span>
              <bdi>{me.name}</bdi>
              <small>
                <Trans>My account</Trans>
              </small>
            </span>
          </Link>
          <button type="button" className="way keys" onClick={onKeys}>
            <Trans>Keys</Trans> <kbd>?</kbd>
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
    <nav aria-label={t`The house`}>
      <ul>
        <li>
          <Link to="/tasks" className="way">
            <Trans>Tasks</Trans>
            <Count
              many={tasks}
              words={(many, shown) => plural(many, { one: '# for me', other: `${shown} for me` })}
            />
          </Link>
        </li>
        <li>
          <Link to="/approvals" className="way">
            <Trans>Approvals</Trans>
            <Count many={approvals} words={toDecide} />
          </Link>
        </li>
        <li>
          <Link to="/errands" className="way">
            <Trans>Errands</Trans>
          </Link>
        </li>
        {may(me, 'readComplaints') && (
          <li>
            <Link to="/due" className="way">
              <Trans>Due this week</Trans>
            </Link>
          </li>
        )}
        <li>
          <Link to="/outbox" className="way">
            <Trans>Outbox</Trans>
            <Count
              many={mail.waiting + mail.failed}
              words={(many, shown) =>
                plural(many, { one: '# not sent', other: `${shown} not sent` })
              }
            />
          </Link>
        </li>
        <li>
          <Link to="/held-back" className="way">
            <Trans>Held back</Trans>
            <Count many={held} words={toDecide} />
          </Link>
        </li>
        {may(me, 'keepMailboxes') && (
          <li>
            <Link to="/mailboxes" className="way">
              <Trans>Mailboxes</Trans>
            </Link>
          </li>
        )}
        <li>
          <Link to="/flaws" search={{ part: 'open' }} className="way">
            <Trans>Flaws</Trans>
          </Link>
        </li>
        <li>
          <Link to="/knowledge" className="way">
            <Trans>Knowledge</Trans>
          </Link>
        </li>
        {may(me, 'useTextBlocks') && (
          <li>
            <Link to="/text-blocks" className="way">
              <Trans>Text blocks</Trans>
            </Link>
          </li>
        )}
        <li>
          <Link to="/packs" className="way">
            <Trans>Rules</Trans>
          </Link>
        </li>
        <li>
          <Link to="/team" className="way">
            <Trans>Team</Trans>
          </Link>
        </li>
        {may(me, 'setRemedyLimits') && (
          <li>
            <Link to="/limits" className="way">
              <Trans>Limits</Trans>
            </Link>
          </li>
        )}
        {may(me, 'stateRights') && (
          <li>
            <Link to="/organisation" className="way">
              <Trans>Organisation</Trans>
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}

const toDecide = (many: number, shown: string): string =>
  plural(many, { one: '# to decide', other: `${shown} to decide` });
