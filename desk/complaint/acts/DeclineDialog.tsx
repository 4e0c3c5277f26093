import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { reason: '' };

export function DeclineDialog({ complaint: { id, owner }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.decline` }, empty);
  const declining = useAct({
    complaintId: id,
    said: `Declined. It stays with ${owner.name}.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title="Decline" onClose={onClose}>
      <ActForm
        button="Decline"
        isBusy={declining.isPending}
        fault={declining.error}
        onSend={() =>
          declining.mutate({ path: `/complaints/${id}/hand-over/refusal`, body: draft })
        }
      >
        <WordsField
          label="Why can you not take it?"
          hint={`${owner.name} reads this.`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
