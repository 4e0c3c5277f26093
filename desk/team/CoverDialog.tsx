import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { useAbsencesChanged } from './use-absences-changed.ts';

type Props = { absenceId: string; personId: string; coverId: string; onClose: () => void };

export function CoverDialog({ absenceId, personId, coverId, onClose }: Props) {
  const refresh = useAbsencesChanged();
  const [chosen, choose] = useState(coverId);
  const naming = useAct({
    said: t`They are told.`,
    onDone: () => {
      refresh();
      onClose();
    },
  });
  return (
    <Dialog title={t`Somebody else covers`} onClose={onClose}>
      <ActForm
        button={t`Name them`}
        isBusy={naming.isPending}
        fault={naming.error}
        onSend={() =>
          naming.mutate({ path: `/absences/${absenceId}/cover`, body: { coverId: chosen } })
        }
      >
        <PersonField label={t`Who covers?`} without={personId} value={chosen} onChange={choose} />
      </ActForm>
    </Dialog>
  );
}
