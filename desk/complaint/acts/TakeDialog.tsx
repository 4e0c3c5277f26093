import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

export function TakeDialog({ complaint, onClose }: ActProps) {
  const owner = complaint.owner.name;
  const acting = useAct({ complaintId: complaint.id, said: t`It is yours now.`, onDone: onClose });
  return (
    <Dialog title={t`Take it on myself`} onClose={onClose}>
      <ActForm
        button={t`Take it on`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/ownership` })}
      >
        <p>
          <Trans>
            It becomes yours, with every promise that is still open. <bdi>{owner}</bdi> is relieved
            of it.
          </Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}
