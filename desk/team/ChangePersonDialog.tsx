import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Colleague } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useAct } from '../parts/use-act.ts';
import { type PersonDraft, PersonFields } from './PersonFields.tsx';

type Props = { person: Colleague; onClose: () => void };

export function ChangePersonDialog({ person, onClose }: Props) {
  const client = useQueryClient();
  const { id, name, email, title, roles } = person;
  const [draft, setDraft] = useState<PersonDraft>({
    name,
    email,
    title,
    roles,
    phone: person.phone ?? '',
    managerId: person.managerId ?? '',
  });
  const changing = useAct({
    said: t`Changed.`,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['staff'] });
      onClose();
    },
  });
  const body = { ...draft, phone: draft.phone || null, managerId: draft.managerId || null };
  return (
    <Dialog title={t`Change ${name}`} onClose={onClose}>
      <ActForm
        button={t`Change`}
        isBusy={changing.isPending}
        fault={changing.error}
        onSend={() => changing.mutate({ method: 'PATCH', path: `/staff/${id}`, body })}
      >
        <PersonFields
          draft={draft}
          change={(part) => setDraft({ ...draft, ...part })}
          without={id}
        />
      </ActForm>
    </Dialog>
  );
}
