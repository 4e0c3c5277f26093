import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
        <Link to="/team">
          <Trans>Team</Trans>
        </Link>
      </p>
      <Fault fault={error} />
      {person && <Person person={person} staff={staff ?? []} />}
      {staff && !person && (
        <>
          <ScreenTitle title={t`Nobody here`} />
          <Empty title={t`This person is not part of the team (any more).`}>
            <Link to="/team">
              <Trans>Go to the team</Trans>
            </Link>
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
            <Button onPress={() => choose('change')}>
              <Trans>Change</Trans>
            </Button>
            <Button onPress={() => choose('leave')}>
              <Trans>They leave …</Trans>
            </Button>
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
      <dt>
        <Trans context="of a person">Title</Trans>
      </dt>
      <dd>
        <bdi>{person.title}</bdi>
      </dd>
      <dt>
        <Trans>Roles</Trans>
      </dt>
      <dd>{person.roles.map((role) => roleWords[role]).join(', ')}</dd>
      <dt>
        <Trans>Mail</Trans>
      </dt>
      <dd>
        <a href={`mailto:${person.email}`} dir="ltr">
          {person.email}
        </a>
      </dd>
      {person.phone && (
        <>
          <dt>
            <Trans>Telephone</Trans>
          </dt>
          <dd>
            <bdi dir="ltr">{person.phone}</bdi>
          </dd>
        </>
      )}
      <dt>
        <Trans>Reports to</Trans>
      </dt>
      <dd>{chief ? <PersonLink person={chief} /> : t`Nobody here`}</dd>
      {reports.length > 0 && (
        <>
          <dt>
            <Trans>Who reports to them</Trans>
          </dt>
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
