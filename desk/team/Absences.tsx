import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      <h2 id="absences">
        <Trans>Away</Trans>
      </h2>
      <Fault fault={error} />
      {own.length === 0 && (
        <p className="quiet">
          <Trans>No absence is planned.</Trans>
        </p>
      )}
      <ul className="cards">
        {own.map((absence) => (
          <AbsenceItem key={absence.id} absence={absence} mayPlan={mayPlan} />
        ))}
      </ul>
      {mayPlan && (
        <p className="after">
          <Button onPress={() => plan(true)}>
            {isOwn ? t`Say when you are away` : t`Say when ${{ name: person.name }} is away`}
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
        {hasBegun ? (
          <Trans>{{ name: cover.name }} answers meanwhile.</Trans>
        ) : (
          <Trans>{{ name: cover.name }} will answer meanwhile.</Trans>
        )}
      </p>
      <div className="buttons">
        {mayPlan && (
          <>
            <EndButton absence={absence} days={days} />
            <Button onPress={() => name(true)}>
              <Trans>Somebody else covers</Trans>
            </Button>
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
  const ending = useAct({ said: t`The absence is over.`, onDone: refresh });
  return (
    <>
      <Button
        isBusy={ending.isPending}
        onPress={() => ending.mutate({ path: `/absences/${id}/end` })}
      >
        {hasBegun ? t`Back already` : t`Not going after all`}
        <span className="unseen">: {days}</span>
      </Button>
      <Fault fault={ending.error} />
    </>
  );
}

function DeclineButton({ id }: { id: string }) {
  const refresh = useAbsencesChanged();
  const declining = useAct({ said: t`It goes to the manager.`, onDone: refresh });
  return (
    <>
      <Button
        isBusy={declining.isPending}
        onPress={() => declining.mutate({ path: `/absences/${id}/cover-refusal` })}
      >
        <Trans>I cannot cover</Trans>
      </Button>
      <Fault fault={declining.error} />
    </>
  );
}

function daysOf({ from, until }: Absence): string {
  const first = calendarDay(from);
  const last = calendarDay(until);
  return from === until ? first : t`${first} to ${last}`;
}
