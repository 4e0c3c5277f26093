import { t } from '@lingui/core/macro';
import { useState } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { PersonField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

/** Who looks after this customer beyond any complaint. */
export function AccountOwnerDialog({
  complaint: { id, customer },
  present,
  onClose,
}: ActProps & { present: string }) {
  const [chosen, choose] = useState(present);
  const naming = useAct({ complaintId: id, said: t`Put down.`, onDone: onClose });
  const send = (): void => {
    const body = { staffId: chosen || null };
    naming.mutate({ path: `/customers/${customer.id}/account-owner`, body });
  };
  return (
    <Dialog title={t`Who looks after them?`} onClose={onClose}>
      <ActForm button={t`Put it down`} isBusy={naming.isPending} fault={naming.error} onSend={send}>
        <PersonField
          label={t`Account owner`}
          hint={t`It is shown beside every complaint of this customer. The complaint keeps its owner.`}
          none={t`Nobody`}
          isRequired={false}
          value={chosen}
          onChange={choose}
        />
      </ActForm>
    </Dialog>
  );
}
