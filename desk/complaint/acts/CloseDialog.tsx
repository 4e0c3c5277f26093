import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { count } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { reason: '' };

/** The exception, never the rule: a person gives the reason, and any word of the customer undoes it. */
export function CloseDialog({ complaint, onClose }: ActProps) {
  const { id, askedTimes } = complaint;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.close` }, empty);
  const closing = useAct({
    complaintId: id,
    said: 'Closed on documents. Any word of the customer opens it again.',
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title="Close on documents" onClose={onClose}>
      <ActForm
        button="Close it"
        isBusy={closing.isPending}
        fault={closing.error}
        onSend={() => closing.mutate({ path: `/complaints/${id}/closure`, body: draft })}
      >
        <p>
          The customer closes a complaint. Without their word it can rest only if a person answered,
          nothing promised is open, and they were asked twice whether it is fixed
          {askedTimes > 0 ? ` (asked ${count(askedTimes, 'time')} so far)` : ' (not asked yet)'}.
        </p>
        <WordsField
          label="On what grounds?"
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
