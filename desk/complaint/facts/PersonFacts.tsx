import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { contextQuestion } from '../../api/questions.ts';
import type { Complaint, EarlierPromise, PersonsComplaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { At } from '../../parts/Due.tsx';

import { closedWords, promiseTitle, promiseWords, stateWords } from '../../words.ts';
import { AccountOwnerDialog } from '../customer/AccountOwnerDialog.tsx';
import { Fact, FactGroup } from './Fact.tsx';

/** Who this is to us, so that nobody has to tell their story twice. */
export function PersonFacts({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const mayRead = may(me, 'readCustomers');
  const { data } = useQuery({ ...contextQuestion(complaint.id), enabled: mayRead });
  const [isNaming, name] = useState(false);
  if (!data) return null;
  const { since, accountOwner, complaints, promises } = data;
  const acts = promises.filter(({ kind }) => kind !== 'answer');
  return (
    <FactGroup title={t`Their history with us`}>
      <dl>
        <Fact name={t`Customer since`}>{since.slice(0, 4)}</Fact>
        <Fact name={t`Looked after by`}>{accountOwner?.name}</Fact>
      </dl>
      <Others complaints={complaints} />
      <Earlier promises={acts} />
      {may(me, 'nameAccountOwner') && (
        <div className="buttons fact-acts">
          <Button onPress={() => name(true)}>
            {accountOwner ? t`Somebody else looks after them` : t`Say who looks after them`}
          </Button>
        </div>
      )}
      {isNaming && (
        <AccountOwnerDialog
          complaint={complaint}
          present={accountOwner?.id ?? ''}
          onClose={() => name(false)}
        />
      )}
    </FactGroup>
  );
}

function Others({ complaints }: { complaints: readonly PersonsComplaint[] }) {
  const many = complaints.length;
  if (many === 0)
    return (
      <p className="quiet">
        <Trans>This is all they ever complained of.</Trans>
      </p>
    );
  return (
    <details className="person-history" open={many <= 3}>
      <summary>
        <Plural value={many} one="# other complaint" other="# other complaints" />
      </summary>
      <ul className="plain-list">
        {complaints.map((other) => (
          <li key={other.id}>
            <Link to="/complaints/$id" params={{ id: other.id }} className="reference">
              {other.reference}
            </Link>
            <p className="quiet">
              <At at={other.receivedAt} /> ·{' '}
              {other.closedBasis ? closedWords(other) : stateWords[other.state]} · {other.owner}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Whoever was let down once reads a new promise with other eyes. */
function Earlier({ promises }: { promises: readonly EarlierPromise[] }) {
  const many = promises.length;
  if (many === 0) return null;
  const broken = promises.filter(({ brokenTimes }) => brokenTimes > 0).length;
  return (
    <details className="person-history">
      <summary>
        <Plural value={many} one="# earlier promise" other="# earlier promises" />
        {broken > 0 && (
          <span className="due broken">
            <Plural value={broken} one=", # broken" other=", # broken" />
          </span>
        )}
      </summary>
      <ul className="plain-list">
        {promises.map((promise) => (
          <li key={promise.id}>
            <span dir="auto">{promiseTitle(promise)}</span>
            <p className="quiet">
              <span className={`promise-state ${promise.state}`}>
                {promiseWords[promise.state]}
              </span>
              {' · '}
              <At at={promise.keptAt ?? promise.dueAt} />
              <BrokenTimes promise={promise} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function BrokenTimes({ promise: { brokenTimes } }: { promise: EarlierPromise }) {
  if (brokenTimes === 0) return null;
  const times = plural(brokenTimes, { one: 'broken # time', other: 'broken # times' });
  return ` · ${times}`;
}
