import { t } from '@lingui/core/macro';
import type { OutboxNotice } from '../api/outbox-types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { useAct } from '../parts/use-act.ts';
import { toLocalField } from '../time.ts';

type Props = { notice: OutboxNotice; onClose: () => void };

const empty = { postedOn: '' };

/** Nobody but a person knows when a letter was posted. */
export function PostedDialog({ notice: { id, complaintId, to }, onClose }: Props) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.posted` }, empty);
  const today = toLocalField(new Date()).slice(0, 10);
  const postedOn = draft.postedOn || today;
  const posting = useAct({
    ...(complaintId && { complaintId }),
    said: t`Noted, with your name.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`I have posted it`} onClose={onClose}>
      <ActForm
        button={t`I have posted it`}
        isBusy={posting.isPending}
        fault={posting.error}
        onSend={() => posting.mutate({ path: `/notices/${id}/posting`, body: { postedOn } })}
      >
        <p className="words" dir="auto">
          {to}
        </p>
        <Field label={t`On which day?`}>
          {(wired) => (
            <input
              {...wired}
              type="date"
              required
              max={today}
              value={postedOn}
              onChange={({ target }) => change({ postedOn: target.value })}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
