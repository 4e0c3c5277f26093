import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import type { Role } from '../api/types.ts';
import { deciders } from '../may.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { minorUnits, plainAmount } from '../remedies/money.ts';
import type { Limit, LimitedKind, LimitSettings } from '../remedies/remedy-types.ts';
import { kindWords, limitedKinds } from '../remedies/words.ts';
import { roleWords } from '../words.ts';

type Cell = { mayGive: boolean; each: string; period: string; count: string };
type Cells = Record<string, Cell>;

const nameOf = (role: Role, kind: LimitedKind): string => `${role} ${kind}`;

export function LimitsForm({ settings }: { settings: LimitSettings }) {
  const [currency, setCurrency] = useState(settings.currency);
  const [days, setDays] = useState(String(settings.periodDays));
  const [hours, setHours] = useState(String(settings.approvalHours));
  const [cells, setCells] = useState<Cells>(() => cellsOf(settings));
  const setting = useAct({ said: t`Set. It holds from now on.` });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const limits = limitsOf(cells, currency);
    const body = { currency, periodDays: Number(days), approvalHours: Number(hours), limits };
    setting.mutate({ path: '/remedy-limits', body });
  };
  return (
    <form className="stack" onSubmit={send}>
      <div className="limit-settings">
        <LineField label={t`Currency (such as EUR)`} value={currency} onChange={setCurrency} />
        <LineField label={t`Counted over how many days`} value={days} onChange={setDays} />
        <LineField
          label={t`Working hours before an approval moves up`}
          value={hours}
          onChange={setHours}
        />
      </div>
      {limitedKinds.map((kind) => (
        <fieldset key={kind} className="limit-kind">
          <legend>{kindWords[kind]}</legend>
          {deciders.map((role) => {
            const name = nameOf(role, kind);
            return (
              <LimitRow
                key={name}
                title={`${kindWords[kind]}, ${roleWords[role]}`}
                role={role}
                cell={cells[name] ?? noCell}
                onChange={(cell) => setCells({ ...cells, [name]: cell })}
              />
            );
          })}
        </fieldset>
      ))}
      <Fault fault={setting.error} />
      <div className="buttons">
        <Button type="submit" look="main" isBusy={setting.isPending}>
          <Trans>Set the limits</Trans>
        </Button>
      </div>
    </form>
  );
}

type RowProps = { title: string; role: Role; cell: Cell; onChange: (cell: Cell) => void };

/** An empty field is no limit of that sort. */
function LimitRow({ title, role, cell, onChange }: RowProps) {
  const field = (part: 'each' | 'period' | 'count', words: string) => (
    <label>
      <span>
        <span className="unseen">{title}: </span>
        {words}
      </span>
      <input
        inputMode="decimal"
        autoComplete="off"
        placeholder={t`no limit`}
        disabled={!cell.mayGive}
        value={cell[part]}
        onChange={({ target }) => onChange({ ...cell, [part]: target.value })}
      />
    </label>
  );
  return (
    <div className="limit-row">
      <label className="check">
        <input
          type="checkbox"
          checked={cell.mayGive}
          onChange={({ target }) => onChange({ ...cell, mayGive: target.checked })}
        />
        <span>
          <Trans>
            <span className="unseen">{title}: </span>
            {{ role: roleWords[role] }} may give it
          </Trans>
        </span>
      </label>
      {field('each', t`At most each`)}
      {field('period', t`At most in all`)}
      {field('count', t`How often`)}
    </div>
  );
}

const noCell: Cell = { mayGive: false, each: '', period: '', count: '' };

function cellsOf({ limits, currency }: LimitSettings): Cells {
  const written = (amount: number | null): string =>
    amount === null ? '' : plainAmount(amount, currency);
  return Object.fromEntries(
    limits.map(({ role, kind, eachMax, periodMax, countMax }) => [
      nameOf(role, kind),
      {
        mayGive: true,
        each: written(eachMax),
        period: written(periodMax),
        count: countMax === null ? '' : String(countMax),
      },
    ]),
  );
}

/** What is no number goes to the server as it is, and comes back with a sentence about it. */
function limitsOf(cells: Cells, currency: string): object[] {
  const amount = (text: string) => (text.trim() === '' ? null : (minorOf(text, currency) ?? text));
  return Object.entries(cells)
    .filter(([, { mayGive }]) => mayGive)
    .map(([name, { each, period, count }]) => {
      const [role, kind] = name.split(' ') as [Limit['role'], Limit['kind']];
      const countMax = count.trim() === '' ? null : Number(count);
      return { role, kind, eachMax: amount(each), periodMax: amount(period), countMax };
    });
}

/** A currency that is being typed is none yet. */
function minorOf(text: string, currency: string): number | undefined {
  return /^[A-Z]{3}$/.test(currency) ? minorUnits(text, currency) : undefined;
}
