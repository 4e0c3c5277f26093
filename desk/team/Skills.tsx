import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { skillsQuestion } from '../api/questions.ts';
import type { Colleague, Skill } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';
import { calendarDate } from '../time.ts';
import { SkillDialog } from './SkillDialog.tsx';
import { levelWords } from './skill-words.ts';

/** What a person is trained for, and until when. */
export function Skills({ person }: { person: Colleague }) {
  const me = useMe();
  const [isGranting, grant] = useState(false);
  const { data: skills = [], error } = useQuery(skillsQuestion(person.id));
  const mayGrant = may(me, 'grantSkills');
  return (
    <section aria-labelledby="skills">
      <h2 id="skills">
        <Trans>Trained for</Trans>
      </h2>
      <Fault fault={error} />
      {skills.length === 0 && (
        <p className="quiet">
          <Trans>Nothing is written down yet.</Trans>
        </p>
      )}
      <ul className="cards">
        {skills.map((skill) => (
          <SkillItem key={skill.area.id} skill={skill} person={person} mayEnd={mayGrant} />
        ))}
      </ul>
      {mayGrant && (
        <p className="after">
          <Button onPress={() => grant(true)}>
            <Trans>Write down a skill</Trans>
          </Button>
        </p>
      )}
      {isGranting && <SkillDialog person={person} onClose={() => grant(false)} />}
    </section>
  );
}

type ItemProps = { skill: Skill; person: Colleague; mayEnd: boolean };

function SkillItem({ skill, person, mayEnd }: ItemProps) {
  const { area, level, validUntil, hasExpired } = skill;
  const client = useQueryClient();
  const ending = useAct({
    said: t`${{ name: area.name }} holds no longer.`,
    onDone: () => void client.invalidateQueries({ queryKey: ['staff', person.id, 'skills'] }),
  });
  return (
    <li className="card">
      <p>
        <strong>{area.name}</strong>, {levelWords[level]}
      </p>
      {validUntil && (
        <p className={hasExpired ? 'over' : 'quiet'}>
          {hasExpired ? (
            <Trans>Expired on {{ date: calendarDate(validUntil) }}</Trans>
          ) : (
            <Trans>Until {{ date: calendarDate(validUntil) }}</Trans>
          )}
        </p>
      )}
      <Fault fault={ending.error} />
      {mayEnd && (
        <div className="buttons">
          <Button
            isBusy={ending.isPending}
            onPress={() =>
              ending.mutate({ method: 'DELETE', path: `/staff/${person.id}/skills/${area.id}` })
            }
          >
            <Trans>
              It holds no longer<span className="unseen">: {ph({ name: area.name })}</span>
            </Trans>
          </Button>
        </div>
      )}
    </li>
  );
}
