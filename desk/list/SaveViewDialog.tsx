import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { LineField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import type { Filters } from './filters.ts';

type Props = { filters: Filters; onClose: () => void };

export function SaveViewDialog({ filters, onClose }: Props) {
  const [name, setName] = useState('');
  const saving = useAct({ said: t`Saved. “${name}” stands in your sidebar.`, onDone: onClose });
  return (
    <Dialog title={t`Save this view`} onClose={onClose}>
      <ActForm
        button={t`Save it`}
        isBusy={saving.isPending}
        fault={saving.error}
        onSend={() => saving.mutate({ path: '/views', body: { name, filters } })}
      >
        <LineField
          label={t`Name`}
          hint={t`Only you see it. “This week” stays this week.`}
          value={name}
          onChange={setName}
        />
      </ActForm>
    </Dialog>
  );
}
