import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Colleague } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField, WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

type Props = { person: Colleague; onClose: () => void };

export function LeaveDialog({ person: { id, name }, onClose }: Props) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [successorId, choose] = useState('');
  const [note, write] = useState('');
  const leaving = useAct({
    said: t`${name} has left. What they had is handed on now.`,
    onDone: async () => {
      onClose();
      await navigate({ to: '/team' });
      await client.invalidateQueries({ queryKey: ['staff'] });
    },
  });
  return (
    <Dialog title={t`${name} leaves`} onClose={onClose}>
      <ActForm
        button={t`${name} leaves now`}
        isBusy={leaving.isPending}
        fault={leaving.error}
        onSend={() =>
          leaving.mutate({
            path: `/staff/${id}/leaving`,
            body: { successorId, ...(note.trim() && { note }) },
          })
        }
      >
        <p>
          <Trans>
            They are signed out at once. Their complaints, promises and tasks go to one person, and
            each customer is told the new name.
          </Trans>
        </p>
        <PersonField
          label={t`Who takes over?`}
          none={t`Choose a person`}
          without={id}
          value={successorId}
          onChange={choose}
        />
        <WordsField
          label={t`A note for them (if you like)`}
          hint={t`It stands with each complaint, between ourselves.`}
          isRequired={false}
          value={note}
          onChange={write}
        />
      </ActForm>
    </Dialog>
  );
}
