import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { count } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { reason: '', noAction: '' };

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
  const wasDone = complaint.promises.some(
    ({ kind, state }) => kind === 'action' && (state === 'kept' || state === 'confirmed'),
  );
  const send = (): void => {
    const { reason, noAction } = draft;
    const body = { reason, ...(noAction.trim() && { noAction }) };
    closing.mutate({ path: `/complaints/${id}/closure`, body });
  };
  return (
    <Dialog title="Close on documents" onClose={onClose}>
      <ActForm button="Close it" isBusy={closing.isPending} fault={closing.error} onSend={send}>
        <p>
          The customer closes a complaint. Without their word it can rest only if a person answered,
          nothing promised is open, and they were asked twice whether it is fixed
          {askedTimes > 0 ? ` (asked ${count(askedTimes, 'time')} so far)` : ' (not asked yet)'}. If
          they have said nothing since, it is recorded as silence, and not as a sign that they are
          satisfied.
        </p>
        <WordsField
          label="On what grounds?"
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        {!wasDone && (
          <WordsField
            label="If nothing was done: why not?"
            hint="A complaint ends in something that was done, or in a reason under your name. The customer can read it."
            rows={3}
            isRequired={false}
            value={draft.noAction}
            onChange={(noAction) => change({ noAction })}
          />
        )}
      </ActForm>
    </Dialog>
  );
}
