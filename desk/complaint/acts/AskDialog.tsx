import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

export function AskDialog({ complaint, onClose }: ActProps) {
  const acting = useAct({
    complaintId: complaint.id,
    said: t`The customer is asked.`,
    onDone: onClose,
  });
  return (
    <Dialog title={t`Ask whether it is fixed`} onClose={onClose}>
      <ActForm
        button={t`Ask the customer`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/closure-question` })}
      >
        <p>
          <Trans>
            The customer gets a message with one question: is it fixed? Only their yes closes it.
          </Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}
