import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Praise } from '../account/Praise.tsx';
import { staffQuestion } from '../api/questions.ts';
import type { Colleague } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { roleWords } from '../words.ts';
import { Absences } from './Absences.tsx';
import { ChangePersonDialog } from './ChangePersonDialog.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { Load } from './Load.tsx';
import { Skills } from './Skills.tsx';

/** One person of ours: how to reach them, and what stands around their work. Never a figure. */
export function PersonScreen() {
  const { id } = useParams({ from: '/shell/team/$id' });
  const { data: staff, error } = useQuery(staffQuestion);
  const person = staff?.find((other) => other.id === id);
  return (
    <div className="page">
      <p>
        <Link to="/team">Team</Link>
      </p>
      <Fault fault={error} />
      {person && <Person person={person} staff={staff ?? []} />}
      {staff && !person && (
        <>
          <ScreenTitle title="Nobody here" />
          <Empty title="This person is not part of the team (any more).">
            <Link to="/team">Go to the team</Link>
          </Empty>
        </>
      )}
    </div>
  );
}

type Act = 'change' | 'leave' | null;

function Person({ person, staff }: { person: Colleague; staff: readonly Colleague[] }) {
  const me = useMe();
  const [act, choose] = useState<Act>(null);
  const close = () => choose(null);
  return (
    <>
      <header className="page-head">
        <ScreenTitle title={person.name} />
        {may(me, 'changeStaff') && (
          <div className="buttons">
            <Button onPress={() => choose('change')}>Change</Button>
            <Button onPress={() => choose('leave')}>They leave …</Button>
          </div>
        )}
      </header>
      <Details person={person} staff={staff} />
      <Absences person={person} />
      <Skills person={person} />
      <Load person={person} />
      {standsAbove(me.id, person, staff) && <Praise staffId={person.id} />}
      {act === 'change' && <ChangePersonDialog person={person} onClose={close} />}
      {act === 'leave' && <LeaveDialog person={person} onClose={close} />}
    </>
  );
}

/** Kind words are for a person and for who stands above them. */
function standsAbove(id: string, person: Colleague, staff: readonly Colleague[]): boolean {
  const seen = new Set<string>();
  let next = person.managerId;
  while (next && next !== id && !seen.has(next)) {
    seen.add(next);
    next = staff.find((other) => other.id === next)?.managerId ?? null;
  }
  return next === id;
}

function Details({ person, staff }: { person: Colleague; staff: readonly Colleague[] }) {
  const chief = staff.find(({ id }) => id === person.managerId);
  const reports = staff.filter(({ managerId }) => managerId === person.id);
  return (
    <dl className="person-facts">
      <dt>Title</dt>
      <dd>{person.title}</dd>
      <dt>Roles</dt>
      <dd>{person.roles.map((role) => roleWords[role]).join(', ')}</dd>
      <dt>Mail</dt>
      <dd>
        <a href={`mailto:${person.email}`}>{person.email}</a>
      </dd>
      {person.phone && (
        <>
          <dt>Telephone</dt>
          <dd>{person.phone}</dd>
        </>
      )}
      <dt>Reports to</dt>
      <dd>{chief ? <PersonLink person={chief} /> : 'Nobody here'}</dd>
      {reports.length > 0 && (
        <>
          <dt>Who reports to them</dt>
          <dd>
            <ul className="plain-list">
              {reports.map((report) => (
                <li key={report.id}>
                  <PersonLink person={report} />
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}

const PersonLink = ({ person: { id, name } }: { person: Colleague }) => (
  <Link to="/team/$id" params={{ id }}>
    {name}
  </Link>
);
