import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

/** They were two matters after all. */
export function PartDialog({ complaint, onClose }: ActProps) {
  const { reference } = complaint;
  const acting = useAct({
    complaintId: complaint.id,
    said: t`It goes on by itself again.`,
    onDone: onClose,
  });
  return (
    <Dialog title={t`Take it apart again`} onClose={onClose}>
      <ActForm
        button={t`Take it apart`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/parting` })}
      >
        <p>
          <Trans>
            {reference} goes on by itself again, and it is our turn. What was added to the other
            complaint stays there, too.
          </Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}
