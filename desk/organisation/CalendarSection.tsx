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
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** On which days we work: every date that the program promises follows it. */
export function CalendarSection({ organisation }: { organisation: Organisation }) {
  const client = useQueryClient();
  const [week, setWeek] = useState(organisation.workingDays);
  const [holidays, setHolidays] = useState(organisation.holidays);
  const setting = useAct({
    said: 'Dates are promised by it from now on.',
    onDone: () => void client.invalidateQueries({ queryKey: ['organisation'] }),
  });
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">When we work</h2>
      <p>
        The program promises no date on a day off. What was promised already stays as the customer
        knows it.
      </p>
      <ActForm
        button="Set it"
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
          <legend>Days of the week</legend>
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
      <legend>Holidays</legend>
      {holidays.length === 0 && <p className="quiet">None yet.</p>}
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
              Take out<span className="unseen"> {holiday.name}</span>
            </Button>
          </li>
        ))}
      </ul>
      <div className="holiday-new">
        <DayField label="Day" isRequired={false} value={day} onChange={setDay} />
        <LineField label="Name" isRequired={false} value={name} onChange={setName} />
        <Button isDisabled={!day || !name.trim()} onPress={add}>
          Add this day
        </Button>
      </div>
    </fieldset>
  );
}
