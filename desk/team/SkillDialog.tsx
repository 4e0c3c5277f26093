import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { areasQuestion } from '../api/questions.ts';
import type { Colleague, Skill } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { DayField } from '../parts/DayField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { useAct } from '../parts/use-act.ts';
import { levelWords } from './skill-words.ts';

type Props = { person: Colleague; onClose: () => void };

export function SkillDialog({ person, onClose }: Props) {
  const client = useQueryClient();
  const { data: areas = [] } = useQuery(areasQuestion);
  const [draft, setDraft] = useState({ areaId: '', level: 'trained', validUntil: '' });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const granting = useAct({
    said: t`Written down.`,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['staff', person.id, 'skills'] });
      onClose();
    },
  });
  const choice = areas.filter(({ isRetired }) => !isRetired);
  return (
    <Dialog title={t`What ${{ name: person.name }} is trained for`} onClose={onClose}>
      <ActForm
        button={t`Write it down`}
        isBusy={granting.isPending}
        fault={granting.error}
        onSend={() =>
          granting.mutate({
            path: `/staff/${person.id}/skills`,
            body: { ...draft, validUntil: draft.validUntil || null },
          })
        }
      >
        <Field
          label={t`Area`}
          {...(choice.length === 0 ? { hint: t`Name the areas first, under Organisation.` } : {})}
        >
          {(wired) => (
            <select
              {...wired}
              required
              value={draft.areaId}
              onChange={({ target }) => change({ areaId: target.value })}
            >
              <option value="">
                <Trans>Choose an area</Trans>
              </option>
              {choice.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t`How well`} hint={t`Who is learning does not have such complaints alone.`}>
          {(wired) => (
            <select
              {...wired}
              value={draft.level}
              onChange={({ target }) => change({ level: target.value })}
            >
              {(Object.keys(levelWords) as Skill['level'][]).map((level) => (
                <option key={level} value={level}>
                  {levelWords[level]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <DayField
          label={t`Until (if it expires)`}
          hint={t`Their manager gets a task thirty days before.`}
          isRequired={false}
          value={draft.validUntil}
          onChange={(validUntil) => change({ validUntil })}
        />
      </ActForm>
    </Dialog>
  );
}
