import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { wholeDate } from '../time.ts';
import { type PackLine, type TrialDate, trialQuestion } from './pack-types.ts';

/** The dates that the latest version would have given. Nothing counts. */
export function TrialForm({ pack }: { pack: PackLine }) {
  const version = pack.versions[0]?.version ?? '';
  const [typed, type] = useState('');
  const [reference, ask] = useState('');
  const { data, error } = useQuery(trialQuestion(pack.id, version, reference));
  const send = (event: FormEvent): void => {
    event.preventDefault();
    ask(typed.trim());
  };
  return (
    <div className="pack-more">
      <form className="stack" onSubmit={send}>
        <LineField
          label={t`Reference of a complaint`}
          hint={t`Such as AM-7K3F-92QX. Nothing counts, and nobody is told.`}
          value={typed}
          onChange={type}
        />
        <Button type="submit">
          <Trans>Try version {version}</Trans>
        </Button>
      </form>
      <Fault fault={error} />
      {data?.dates.length === 0 && (
        <p>
          <Trans>It would have given no dates.</Trans>
        </p>
      )}
      <ul aria-label={t`Dates that it would have given`}>
        {data?.dates.map((date) => (
          <li key={`${date.rule} ${date.dueAt}`}>
            <strong>{wholeDate(date.dueAt)}</strong> <code>{date.rule}</code>{' '}
            <span className={date.isLate ? 'broken' : 'quiet'}>{stateWords(date)}</span>
            <p className="quiet">{date.source}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateWords({ state, isLate }: TrialDate): string {
  if (state === 'met') return isLate ? t`met too late` : t`met in time`;
  return isLate ? t`missed` : t`still to come`;
}
