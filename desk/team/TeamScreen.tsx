import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { absencesQuestion, staffQuestion } from '../api/questions.ts';
import type { Absence, Colleague } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { calendarDay } from '../time.ts';
import { initials, roleWords } from '../words.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { LeftPeople } from './LeftPeople.tsx';
import { type Branch, lineOf } from './line.ts';

/** Everybody in the line of management. No figures about people stand here, or anywhere. */
export function TeamScreen() {
  const me = useMe();
  const [isAdding, add] = useState(false);
  const { data: staff = [], error } = useQuery(staffQuestion);
  const { data: absences = [] } = useQuery(absencesQuestion);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  const away = new Map(
    absences.filter(({ hasBegun }) => hasBegun).map((now) => [now.person.id, now]),
  );
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Team`} />
        {may(me, 'addStaff') && (
          <Button onPress={() => add(true)}>
            <Trans>Add a person</Trans>
          </Button>
        )}
      </header>
      <Fault fault={error} />
      <Line
        branches={lineOf(staff)}
        names={names}
        away={away}
        label={t`The line of management, from the top`}
      />
      {may(me, 'changeStaff') && <LeftPeople />}
      {isAdding && <AddPersonDialog onClose={() => add(false)} />}
    </div>
  );
}

type LineProps = {
  branches: Branch[];
  names: ReadonlyMap<string, string>;
  away: ReadonlyMap<string, Absence>;
  label: string;
};

function Line({ branches, names, away, label }: LineProps) {
  return (
    <ul className="people" aria-label={label}>
      {branches.map(({ person, reports }) => (
        <li key={person.id}>
          <PersonRow
            person={person}
            chief={names.get(person.managerId ?? '')}
            away={away.get(person.id)}
          />
          {reports.length > 0 && (
            <Line
              branches={reports}
              names={names}
              away={away}
              label={t`Who reports to ${{ name: person.name }}`}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

type RowProps = { person: Colleague; chief: string | undefined; away: Absence | undefined };

function PersonRow({ person, chief, away }: RowProps) {
  return (
    <div className="person">
      <span className="initials" aria-hidden="true">
        {initials(person.name)}
      </span>
      <div>
        <h2>
          <Link to="/team/$id" params={{ id: person.id }}>
            <bdi>{person.name}</bdi>
          </Link>
        </h2>
        <p dir="auto">{person.title}</p>
        {away && (
          <p className="away">
            <Trans>
              Away until {{ date: calendarDay(away.until) }}. {{ name: away.cover.name }} answers
              meanwhile.
            </Trans>
          </p>
        )}
      </div>
      <div className="quiet">
        <p>{person.roles.map((role) => roleWords[role]).join(', ')}</p>
        <p>{chief ? t`Reports to ${chief}` : t`Reports to nobody here`}</p>
      </div>
      <div className="contact">
        <p>
          <a href={`mailto:${person.email}`} dir="ltr">
            {person.email}
          </a>
        </p>
        {person.phone && (
          <p>
            <bdi dir="ltr">{person.phone}</bdi>
          </p>
        )}
      </div>
    </div>
  );
}
