import { t } from '@lingui/core/macro';
import type { CustomerPromise } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField } from '../../time.ts';
import { promiseTitle } from '../../words.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { by: '', reason: '' };

export function RenewDialog({
  complaint: { id },
  promise,
  onClose,
}: ActProps & { promise: CustomerPromise }) {
  const about = `${id}.renew.${promise.id}`;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, empty);
  const renewing = useAct({
    complaintId: id,
    said: t`The customer has the new date and the reason.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const send = (): void => {
    const body = { dueAt: fromLocalField(draft.by), reason: draft.reason };
    renewing.mutate({ path: `/complaints/${id}/promises/${promise.id}/renewal`, body });
  };
  return (
    <Dialog title={t`New date`} onClose={onClose}>
      <ActForm
        button={t`Give the new date`}
        isBusy={renewing.isPending}
        fault={renewing.error}
        onSend={send}
      >
        <p className="promise-words" dir="auto">
          {promiseTitle(promise)}
        </p>
        <MomentField label={t`By when now?`} value={draft.by} onChange={(by) => change({ by })} />
        <WordsField
          label={t`Why?`}
          hint={t`The customer reads this.`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
