import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

export function AskDialog({ complaint, onClose }: ActProps) {
  const acting = useAct({
    complaintId: complaint.id,
    said: 'The customer is asked.',
    onDone: onClose,
  });
  return (
    <Dialog title="Ask whether it is fixed" onClose={onClose}>
      <ActForm
        button="Ask the customer"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/complaints/${complaint.id}/closure-question` })}
      >
        <p>The customer gets a message with one question: is it fixed? Only their yes closes it.</p>
      </ActForm>
    </Dialog>
  );
}
