import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Holiday, Organisation } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Button } from '../parts/Button.tsx';
import { DayField } from '../parts/DayField.tsx';
import { LineField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { calendarDate } from '../time.ts';

const weekdays = [
  t`Monday`,
  t`Tuesday`,
  t`Wednesday`,
  t`Thursday`,
  t`Friday`,
  t`Saturday`,
  t`Sunday`,
] as const;

/** On which days we work: every date that the program promises follows it. */
export function CalendarSection({ organisation }: { organisation: Organisation }) {
  const client = useQueryClient();
  const [week, setWeek] = useState(organisation.workingDays);
  const [holidays, setHolidays] = useState(organisation.holidays);
  const setting = useAct({
    said: t`Dates are promised by it from now on.`,
    onDone: () => void client.invalidateQueries({ queryKey: ['organisation'] }),
  });
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">
        <Trans>When we work</Trans>
      </h2>
      <p>
        <Trans>
          The program promises no date on a day off. What was promised already stays as the customer
          knows it.
        </Trans>
      </p>
      <ActForm
        button={t`Set it`}
        isBusy={setting.isPending}
        fault={setting.error}
        onSend={() =>
          setting.mutate({
            path: '/organisation/calendar',
            body: { workingDays: week, holidays },
          })
        }
      >
        <fieldset>
          <legend>
            <Trans>Days of the week</Trans>
          </legend>
          <div className="checks">
            {weekdays.map((name, at) => (
              <label key={name} className="check">
                <input
                  type="checkbox"
                  checked={week.includes(at + 1)}
                  onChange={({ target }) => setWeek(toggled(week, at + 1, target.checked))}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <Holidays holidays={holidays} onChange={setHolidays} />
      </ActForm>
    </section>
  );
}

const toggled = (week: readonly number[], day: number, isOn: boolean): number[] =>
  isOn ? [...week, day] : week.filter((other) => other !== day);

type HolidaysProps = { holidays: Holiday[]; onChange: (holidays: Holiday[]) => void };

function Holidays({ holidays, onChange }: HolidaysProps) {
  const [day, setDay] = useState('');
  const [name, setName] = useState('');
  const add = (): void => {
    const others = holidays.filter((holiday) => holiday.day !== day);
    const all = [...others, { day, name: name.trim() }];
    onChange(all.sort((one, other) => one.day.localeCompare(other.day)));
    setDay('');
    setName('');
  };
  return (
    <fieldset className="stack">
      <legend>
        <Trans>Holidays</Trans>
      </legend>
      {holidays.length === 0 && (
        <p className="quiet">
          <Trans>None yet.</Trans>
        </p>
      )}
      <ul className="plain-list areas">
        {holidays.map((holiday) => (
          <li key={holiday.day}>
            <span>
              {calendarDate(holiday.day)}, {holiday.name}
            </span>
            <Button
              look="quiet"
              onPress={() => onChange(holidays.filter((other) => other !== holiday))}
            >
              <Trans>
                Take out<span className="unseen"> {ph({ name: holiday.name })}</span>
              </Trans>
            </Button>
          </li>
        ))}
      </ul>
      <div className="holiday-new">
        <DayField label={t`Day`} isRequired={false} value={day} onChange={setDay} />
        <LineField label={t`Name`} isRequired={false} value={name} onChange={setName} />
        <Button isDisabled={!day || !name.trim()} onPress={add}>
          <Trans>Add this day</Trans>
        </Button>
      </div>
    </fieldset>
  );
}
