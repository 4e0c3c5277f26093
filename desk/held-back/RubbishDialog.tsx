import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

const empty = { reason: '' };

export function RubbishDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.rubbish` }, empty);
  const rejecting = useAct({
    said: 'Noted as rubbish.',
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title="It is rubbish" onClose={onClose}>
      <ActForm
        button="It is rubbish"
        isBusy={rejecting.isPending}
        fault={rejecting.error}
        onSend={() => rejecting.mutate({ path: `/parked/${id}/rubbish`, body: draft })}
      >
        <WordsField
          label="How do you see that?"
          hint="Your name and this reason are kept with it."
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
