import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

/** They were two matters after all. */
export function PartDialog({ complaint, onClose }: ActProps) {
  const acting = useAct({
    complaintId: complaint.id,
    said: 'It goes on by itself again.',
    onDone: onClose,
  });
  return (
    <Dialog title="Take it apart again" onClose={onClose}>
      <ActForm
        button="Take it apart"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/parting` })}
      >
        <p>
          {complaint.reference} goes on by itself again, and it is our turn. What was added to the
          other complaint stays there, too.
        </p>
      </ActForm>
    </Dialog>
  );
}
