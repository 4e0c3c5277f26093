import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Complaint, CustomerPromise } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { At, Due } from '../../parts/Due.tsx';
import { promiseTitle, promiseWords } from '../../words.ts';
import { About } from '../About.tsx';
import { KeepDialog } from '../acts/KeepDialog.tsx';
import { RenewDialog } from '../acts/RenewDialog.tsx';
import { FactGroup } from './Fact.tsx';

const isOwed = ({ state }: CustomerPromise): boolean =>
  state === 'open' || state === 'broken' || state === 'disputed';

/** What puts it right stands among the remedies, with its date. */
const isBare =
  ({ remedies }: Complaint) =>
  ({ id }: CustomerPromise): boolean =>
    !remedies.some(({ promiseId }) => promiseId === id);

/** What we owe comes first, by date; what is over lies folded below. */
export function PromiseFacts({ complaint }: { complaint: Complaint }) {
  const byDate = complaint.promises
    .filter(isBare(complaint))
    .sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
  const owed = byDate.filter(isOwed);
  const over = byDate.filter((promise) => !isOwed(promise));
  const many = over.length;
  return (
    <FactGroup title={t`Promises`}>
      {owed.length === 0 && (
        <p className="quiet">
          <Trans>Nothing promised is open.</Trans>
        </p>
      )}
      <ul className="promises">
        {owed.map((promise) => (
          <PromiseItem key={promise.id} promise={promise} complaint={complaint} />
        ))}
      </ul>
      {many > 0 && (
        <details>
          <summary>
            <Plural value={many} one="# promise behind us" other="# promises behind us" />
          </summary>
          <ul className="promises">
            {over.map((promise) => (
              <PromiseItem key={promise.id} promise={promise} complaint={complaint} />
            ))}
          </ul>
        </details>
      )}
    </FactGroup>
  );
}

type ItemProps = { promise: CustomerPromise; complaint: Complaint };

function PromiseItem({ promise, complaint }: ItemProps) {
  const { state, brokenTimes, renewedTimes, keptAt } = promise;
  return (
    <li className={`promise ${state}`}>
      <p className="what" dir="auto">
        {promiseTitle(promise)}
      </p>
      <p className="promise-facts">
        <span className={`promise-state ${state}`}>{promiseWords[state]}</span>
        {isOwed(promise) ? <Due at={promise.dueAt} /> : <At at={keptAt ?? promise.dueAt} />}
        <span>{promise.owner.name}</span>
        {brokenTimes > 0 && (
          <span>
            <Plural value={brokenTimes} one="broken # time" other="broken # times" />
          </span>
        )}
        {renewedTimes > 0 && (
          <span>
            <Plural value={renewedTimes} one="new date # time" other="new date # times" />
          </span>
        )}
      </p>
      {isOwed(promise) && promise.kind !== 'answer' && (
        <PromiseActs promise={promise} complaint={complaint} />
      )}
      {isOwed(promise) && promise.kind === 'answer' && (
        <p className="quiet">
          <Trans>Your first reply keeps it.</Trans>
        </p>
      )}
    </li>
  );
}

function PromiseActs({ promise, complaint }: ItemProps) {
  const me = useMe();
  const [open, show] = useState<'done' | 'renew' | null>(null);
  const close = (): void => show(null);
  const what = promiseTitle(promise);
  return (
    <div className="buttons">
      {may(me, 'keep') && (
        <Button onPress={() => show('done')}>
          <About act={t`It is done`} what={what} />
        </Button>
      )}
      {may(me, 'renew') && (
        <Button onPress={() => show('renew')}>
          <About act={t`New date`} what={what} />
        </Button>
      )}
      {open === 'done' && <KeepDialog complaint={complaint} promise={promise} onClose={close} />}
      {open === 'renew' && <RenewDialog complaint={complaint} promise={promise} onClose={close} />}
    </div>
  );
}
