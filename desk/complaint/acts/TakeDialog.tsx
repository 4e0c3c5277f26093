import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

export function TakeDialog({ complaint, onClose }: ActProps) {
  const acting = useAct({ complaintId: complaint.id, said: 'It is yours now.', onDone: onClose });
  return (
    <Dialog title="Take it on myself" onClose={onClose}>
      <ActForm
        button="Take it on"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/ownership` })}
      >
        <p>
          It becomes yours, with every promise that is still open. {complaint.owner.name} is
          relieved of it.
        </p>
      </ActForm>
    </Dialog>
  );
}
