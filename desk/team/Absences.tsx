import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { absencesQuestion } from '../api/questions.ts';
import type { Absence, Colleague } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';
import { calendarDay } from '../time.ts';
import { AbsenceDialog } from './AbsenceDialog.tsx';
import { CoverDialog } from './CoverDialog.tsx';
import { useAbsencesChanged } from './use-absences-changed.ts';

/** When a person is away, and who answers meanwhile. Why is nobody's business. */
export function Absences({ person }: { person: Colleague }) {
  const me = useMe();
  const [isPlanning, plan] = useState(false);
  const { data: absences = [], error } = useQuery(absencesQuestion);
  const own = absences.filter((absence) => absence.person.id === person.id);
  const isOwn = person.id === me.id;
  const mayPlan = isOwn || may(me, 'planAbsences');
  return (
    <section aria-labelledby="absences">
      <h2 id="absences">Away</h2>
      <Fault fault={error} />
      {own.length === 0 && <p className="quiet">No absence is planned.</p>}
      <ul className="cards">
        {own.map((absence) => (
          <AbsenceItem key={absence.id} absence={absence} mayPlan={mayPlan} />
        ))}
      </ul>
      {mayPlan && (
        <p className="after">
          <Button onPress={() => plan(true)}>
            {isOwn ? 'Say when you are away' : `Say when ${person.name} is away`}
          </Button>
        </p>
      )}
      {isPlanning && <AbsenceDialog person={person} onClose={() => plan(false)} />}
    </section>
  );
}

function AbsenceItem({ absence, mayPlan }: { absence: Absence; mayPlan: boolean }) {
  const me = useMe();
  const [isNaming, name] = useState(false);
  const { id, cover, hasBegun, person } = absence;
  const days = daysOf(absence);
  return (
    <li className="card">
      <p>
        <strong>{days}</strong>
      </p>
      <p>
        {cover.name} {hasBegun ? 'answers meanwhile.' : 'will answer meanwhile.'}
      </p>
      <div className="buttons">
        {mayPlan && (
          <>
            <EndButton absence={absence} days={days} />
            <Button onPress={() => name(true)}>Somebody else covers</Button>
          </>
        )}
        {cover.id === me.id && <DeclineButton id={id} />}
      </div>
      {isNaming && (
        <CoverDialog
          absenceId={id}
          personId={person.id}
          coverId={cover.id}
          onClose={() => name(false)}
        />
      )}
    </li>
  );
}

function EndButton({ absence: { id, hasBegun }, days }: { absence: Absence; days: string }) {
  const refresh = useAbsencesChanged();
  const ending = useAct({ said: 'The absence is over.', onDone: refresh });
  return (
    <>
      <Button
        isBusy={ending.isPending}
        onPress={() => ending.mutate({ path: `/absences/${id}/end` })}
      >
        {hasBegun ? 'Back already' : 'Not going after all'}
        <span className="unseen">: {days}</span>
      </Button>
      <Fault fault={ending.error} />
    </>
  );
}

function DeclineButton({ id }: { id: string }) {
  const refresh = useAbsencesChanged();
  const declining = useAct({ said: 'It goes to the manager.', onDone: refresh });
  return (
    <>
      <Button
        isBusy={declining.isPending}
        onPress={() => declining.mutate({ path: `/absences/${id}/cover-refusal` })}
      >
        I cannot cover
      </Button>
      <Fault fault={declining.error} />
    </>
  );
}

const daysOf = ({ from, until }: Absence): string =>
  from === until ? calendarDay(from) : `${calendarDay(from)} to ${calendarDay(until)}`;
