import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { wholeDate } from '../time.ts';
import { ErrandCard } from './ErrandCard.tsx';
import type { Capacity, Errand } from './errand-types.ts';
import { boardQuestion, capacityQuestion, fixerTeamsQuestion } from './questions.ts';

/** The fixers' board: what waits for me, what my teams have, and which team has too much. */
export function ErrandsScreen() {
  const mine = useQuery(boardQuestion('me'));
  const teams = useQuery(boardQuestion('teams'));
  const own = mine.data ?? [];
  const others = (teams.data ?? []).filter(({ id }) => own.every((errand) => errand.id !== id));
  const isEmpty = mine.data && teams.data && own.length + others.length === 0;
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Errands`} />
      </header>
      <p className="lead">
        <Trans>
          Work that somebody handed to those who can fix it. What came back unfixed stands first. It
          is over when the customer says so, or somebody has checked.
        </Trans>
      </p>
      <Fault fault={mine.error ?? teams.error} />
      <Overload />
      {isEmpty && (
        <Empty title={t`No errand waits here.`}>
          <Trans>What is handed to you or to your team will stand here.</Trans>
        </Empty>
      )}
      <Board title={t`With me`} errands={own} />
      <Board title={t`With my team`} errands={others} />
    </div>
  );
}

function Board({ title, errands }: { title: string; errands: readonly Errand[] }) {
  if (errands.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="cards">
        {errands.map((errand) => (
          <ErrandCard key={errand.id} errand={errand} />
        ))}
      </ul>
    </section>
  );
}

/** Before it breaks: what a team with too much is likely to miss. */
function Overload() {
  const me = useMe();
  const { data: teams = [] } = useQuery(fixerTeamsQuestion);
  const seen = teams.filter(
    ({ lead, members }) =>
      may(me, 'handErrands') || lead.id === me.id || members.some(({ id }) => id === me.id),
  );
  const answers = useQueries({ queries: seen.map(({ id }) => capacityQuestion(id)) });
  const overloaded = answers.flatMap(({ data }) => (data?.isOverloaded ? [data] : []));
  if (overloaded.length === 0) return null;
  return (
    <section aria-label={t`Teams with too much`}>
      <h2>
        <Trans>Teams with too much</Trans>
      </h2>
      <ul className="cards">
        {overloaded.map((capacity) => (
          <OverloadCard key={capacity.team.id} capacity={capacity} />
        ))}
      </ul>
    </section>
  );
}

const shownMax = 10;

function OverloadCard({ capacity: { team, willBreak, method } }: { capacity: Capacity }) {
  const mayRead = may(useMe(), 'readComplaints');
  const { name } = team;
  const many = willBreak.length;
  return (
    <li className="card">
      <p>
        <strong>{name}</strong>
      </p>
      <p className="pressing">
        {plural(many, {
          one: '# date that was promised is likely to be missed.',
          other: '# dates that were promised are likely to be missed.',
        })}
      </p>
      <ul className="plain-list">
        {willBreak.slice(0, shownMax).map(({ errandId, complaintId, promisedBy, likelyAt }) => {
          const promised = wholeDate(promisedBy);
          const likely = wholeDate(likelyAt);
          const words = t`Promised by ${promised}, likely ${likely}`;
          return (
            <li key={errandId}>
              {mayRead ? (
                <Link to="/complaints/$id" params={{ id: complaintId }}>
                  {words}
                </Link>
              ) : (
                words
              )}
            </li>
          );
        })}
      </ul>
      <p className="quiet">{method}</p>
    </li>
  );
}
