import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { contextQuestion } from '../../api/questions.ts';
import type { Complaint, EarlierPromise, PersonsComplaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { At } from '../../parts/Due.tsx';
import { count } from '../../time.ts';
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
    <FactGroup title="Their history with us">
      <dl>
        <Fact name="Customer since">{since.slice(0, 4)}</Fact>
        <Fact name="Looked after by">{accountOwner?.name}</Fact>
      </dl>
      <Others complaints={complaints} />
      <Earlier promises={acts} />
      {may(me, 'nameAccountOwner') && (
        <div className="buttons fact-acts">
          <Button onPress={() => name(true)}>
            {accountOwner ? 'Somebody else looks after them' : 'Say who looks after them'}
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
  if (complaints.length === 0) return <p className="quiet">This is all they ever complained of.</p>;
  return (
    <details className="person-history" open={complaints.length <= 3}>
      <summary>{count(complaints.length, 'other complaint')}</summary>
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
  if (promises.length === 0) return null;
  const broken = promises.filter(({ brokenTimes }) => brokenTimes > 0).length;
  return (
    <details className="person-history">
      <summary>
        {count(promises.length, 'earlier promise')}
        {broken > 0 && <span className="due broken">, {broken} broken</span>}
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
              {promise.brokenTimes > 0 && ` · broken ${count(promise.brokenTimes, 'time')}`}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
