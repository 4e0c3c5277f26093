import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { staffQuestion } from '../api/questions.ts';
import type { Colleague } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { initials, roleWords } from '../words.ts';
import { AddPersonDialog } from './AddPersonDialog.tsx';
import { RightsDialog } from './RightsDialog.tsx';

/** Everybody by name. No figures about people stand here, or anywhere. */
export function TeamScreen() {
  const me = useMe();
  const [isAdding, add] = useState(false);
  const [isStating, state] = useState(false);
  const { data: staff = [], error } = useQuery(staffQuestion);
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title="Team" />
        <div className="buttons">
          {may(me, 'stateRights') && <Button onPress={() => state(true)}>Customers’ rights</Button>}
          {may(me, 'addStaff') && <Button onPress={() => add(true)}>Add a person</Button>}
        </div>
      </header>
      <Fault fault={error} />
      <ul className="people">
        {[...staff].sort(byName).map((person) => (
          <PersonItem key={person.id} person={person} chief={names.get(person.managerId ?? '')} />
        ))}
      </ul>
      {isAdding && <AddPersonDialog onClose={() => add(false)} />}
      {isStating && <RightsDialog onClose={() => state(false)} />}
    </div>
  );
}

const byName = (one: Colleague, other: Colleague): number => one.name.localeCompare(other.name);

function PersonItem({ person, chief }: { person: Colleague; chief: string | undefined }) {
  return (
    <li className="person">
      <span className="initials" aria-hidden="true">
        {initials(person.name)}
      </span>
      <div>
        <h2>{person.name}</h2>
        <p>{person.title}</p>
      </div>
      <div className="quiet">
        <p>{person.roles.map((role) => roleWords[role]).join(', ')}</p>
        <p>{chief ? `Reports to ${chief}` : 'Reports to nobody here'}</p>
      </div>
      <div className="contact">
        <p>
          <a href={`mailto:${person.email}`}>{person.email}</a>
        </p>
        {person.phone && <p>{person.phone}</p>}
      </div>
    </li>
  );
}
