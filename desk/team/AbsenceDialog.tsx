import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Colleague } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { deciders } from '../may.ts';
import { useMe } from '../me.ts';
import { DayField } from '../parts/DayField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { useAbsencesChanged } from './use-absences-changed.ts';

type Props = { person: Colleague; onClose: () => void };

export function AbsenceDialog({ person, onClose }: Props) {
  const me = useMe();
  const refresh = useAbsencesChanged();
  const [draft, setDraft] = useState({ from: '', until: '', coverId: '' });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const isOwn = person.id === me.id;
  const planning = useAct({
    said: t`Planned. Whoever covers is told.`,
    onDone: () => {
      refresh();
      onClose();
    },
  });
  const body = { ...draft, ...(isOwn ? {} : { staffId: person.id }) };
  return (
    <Dialog title={isOwn ? t`I am away` : t`${{ name: person.name }} is away`} onClose={onClose}>
      <ActForm
        button={t`Plan it`}
        isBusy={planning.isPending}
        fault={planning.error}
        onSend={() => planning.mutate({ path: '/absences', body })}
      >
        <p>
          {isOwn ? (
            <Trans>
              Meanwhile no new complaint comes to you. Customers read who answers. Why is not asked.
            </Trans>
          ) : (
            <Trans>
              Meanwhile no new complaint comes to {{ name: person.name }}. Customers read who
              answers. Why is not asked.
            </Trans>
          )}
        </p>
        <DayField label={t`First day`} value={draft.from} onChange={(from) => change({ from })} />
        <DayField
          label={t`Last day`}
          min={draft.from}
          value={draft.until}
          onChange={(until) => change({ until })}
        />
        <PersonField
          label={t`Who covers?`}
          hint={t`They are told, and can decline: then it goes to the manager.`}
          none={t`Choose a person`}
          without={person.id}
          {...(person.roles.some((role) => deciders.includes(role)) ? { roles: deciders } : {})}
          value={draft.coverId}
          onChange={(coverId) => change({ coverId })}
        />
      </ActForm>
    </Dialog>
  );
}
