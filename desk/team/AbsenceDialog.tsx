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
    said: 'Planned. Whoever covers is told.',
    onDone: () => {
      refresh();
      onClose();
    },
  });
  const body = { ...draft, ...(isOwn ? {} : { staffId: person.id }) };
  return (
    <Dialog title={isOwn ? 'I am away' : `${person.name} is away`} onClose={onClose}>
      <ActForm
        button="Plan it"
        isBusy={planning.isPending}
        fault={planning.error}
        onSend={() => planning.mutate({ path: '/absences', body })}
      >
        <p>
          Meanwhile no new complaint comes to {isOwn ? 'you' : person.name}. Customers read who
          answers. Why is not asked.
        </p>
        <DayField label="First day" value={draft.from} onChange={(from) => change({ from })} />
        <DayField
          label="Last day"
          min={draft.from}
          value={draft.until}
          onChange={(until) => change({ until })}
        />
        <PersonField
          label="Who covers?"
          hint="They are told, and can decline: then it goes to the manager."
          none="Choose a person"
          without={person.id}
          {...(person.roles.some((role) => deciders.includes(role)) ? { roles: deciders } : {})}
          value={draft.coverId}
          onChange={(coverId) => change({ coverId })}
        />
      </ActForm>
    </Dialog>
  );
}
