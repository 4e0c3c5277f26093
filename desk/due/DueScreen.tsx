import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { read } from '../api/client.ts';
import type { Named } from '../api/types.ts';
import type { ClockNotice } from '../complaint/clocks/clock-types.ts';
import { noticeWords } from '../complaint/clocks/words.ts';
import { Button } from '../parts/Button.tsx';
import { Due } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { calendarDate } from '../time.ts';

type DueClock = {
  id: string;
  complaintId: string;
  reference: string;
  notice: ClockNotice;
  dueAt: string;
  owner: Named;
};
type Team = { lead: Named | null; clocks: DueClock[] };
type Week = { from: string; until: string; teams: Team[]; isMore: boolean };

/** Without a day: the week that it is now where the organisation is. */
const weekQuestion = (from: string | null) =>
  queryOptions({
    queryKey: ['due', from],
    queryFn: ({ signal }) => read<Week>(`/clocks${from ? `?from=${from}` : ''}`, signal),
    placeholderData: keepPreviousData,
  });

const dayMs = 86_400_000;
const weekFrom = (from: string, weeks: number): string =>
  new Date(Date.parse(`${from}T12:00:00Z`) + weeks * 7 * dayMs).toISOString().slice(0, 10);

/** What is due to customers in one week, by the team of whoever has it. */
export function DueScreen() {
  const [from, show] = useState<string | null>(null);
  const { data, error } = useQuery(weekQuestion(from));
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Due this week`} />
      </header>
      <p className="lead">
        <Trans>By when something is due to a customer, as we promised and as the rules want.</Trans>
      </p>
      <Fault fault={error} />
      {data && <Weeks week={data} show={show} />}
      {data?.teams.length === 0 && <Empty title={t`Nothing is due in this week.`} />}
      {data?.teams.map((team) => (
        <TeamDue key={team.lead?.id ?? ''} team={team} />
      ))}
      {data?.isMore && (
        <p className="quiet">
          <Trans>More is due in this week than is shown here.</Trans>
        </p>
      )}
    </div>
  );
}

function Weeks({ week, show }: { week: Week; show(from: string | null): void }) {
  const first = calendarDate(week.from);
  const last = calendarDate(week.until);
  return (
    <div className="buttons" role="group" aria-label={t`Choose a week`}>
      <Button onPress={() => show(weekFrom(week.from, -1))}>
        <Trans>The week before</Trans>
      </Button>
      <strong role="status">
        <Trans>
          {first} to {last}
        </Trans>
      </strong>
      <Button onPress={() => show(weekFrom(week.from, 1))}>
        <Trans>The week after</Trans>
      </Button>
    </div>
  );
}

function TeamDue({ team: { lead, clocks } }: { team: Team }) {
  const who = lead?.name;
  const title = who ? t`Team of ${who}` : t`At the top`;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="cards">
        {clocks.map((clock) => (
          <li key={clock.id} className="card">
            <DueLine clock={clock} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DueLine({ clock: { complaintId, reference, notice, dueAt, owner } }: { clock: DueClock }) {
  const what = noticeWords[notice];
  return (
    <>
      <p>
        <strong>{what}</strong> <Due at={dueAt} />
      </p>
      <p className="quiet">
        <Link to="/complaints/$id" params={{ id: complaintId }}>
          <bdi>{reference}</bdi>
        </Link>{' '}
        <bdi>{owner.name}</bdi>
      </p>
    </>
  );
}
