import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { money } from '../remedies/money.ts';
import { limitsQuestion } from '../remedies/questions.ts';
import type { Limit, LimitedKind, LimitSettings } from '../remedies/remedy-types.ts';
import { kindWords, limitedKinds } from '../remedies/words.ts';
import { roleWords } from '../words.ts';
import { LimitsForm } from './LimitsForm.tsx';

/** How much each role may give by itself, without asking anybody. */
export function LimitsScreen() {
  const { data: settings, error } = useQuery(limitsQuestion);
  const mayChange = may(useMe(), 'setRemedyLimits');
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Limits of remedies`} />
      </header>
      <p className="lead">
        <Trans>
          Within these limits nobody has to ask. Beyond them the answer is not no: the next above
          who can is asked. The highest limit of somebody’s roles counts, and whoever has nobody
          above them has none.
        </Trans>
      </p>
      <Fault fault={error} />
      {settings &&
        (mayChange ? <LimitsForm settings={settings} /> : <LimitsTable settings={settings} />)}
    </div>
  );
}

function LimitsTable({ settings }: { settings: LimitSettings }) {
  return (
    <>
      {limitedKinds.map((kind) => (
        <KindLimits key={kind} kind={kind} settings={settings} />
      ))}
    </>
  );
}

function KindLimits({ kind, settings }: { kind: LimitedKind; settings: LimitSettings }) {
  const own = settings.limits.filter((limit) => limit.kind === kind);
  return (
    <section>
      <h2>{kindWords[kind]}</h2>
      {own.length === 0 && (
        <p className="quiet">
          <Trans>Only the head of the organisation gives it.</Trans>
        </p>
      )}
      <ul className="limits">
        {own.map((limit) => (
          <li key={limit.role}>
            <strong>{roleWords[limit.role]}</strong>
            <span>{limitWords(limit, settings)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function limitWords({ eachMax, periodMax, countMax }: Limit, settings: LimitSettings): string {
  const { currency, periodDays } = settings;
  const parts = [
    eachMax === null ? null : t`${{ amount: money(eachMax, currency) }} each`,
    periodMax === null ? null : inPeriod(money(periodMax, currency), periodDays),
    countMax === null ? null : inPeriod(String(countMax), periodDays),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : t`as much as it takes`;
}

const inPeriod = (most: string, periodDays: number): string =>
  plural(periodDays, { one: `${most} in # day`, other: `${most} in # days` });
