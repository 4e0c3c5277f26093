import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { CustomerPromise } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import { promiseTitle } from '../../words.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

/** The customer is told at once, so nobody says it with a slip of the hand. */
export function KeepDialog({
  complaint: { id },
  promise,
  onClose,
}: ActProps & { promise: CustomerPromise }) {
  const keeping = useAct({
    complaintId: id,
    said: t`Noted as done. The customer is asked whether that is so.`,
    onDone: onClose,
  });
  return (
    <Dialog title={t`It is done`} onClose={onClose}>
      <ActForm
        button={t`It is done`}
        isBusy={keeping.isPending}
        fault={keeping.error}
        onSend={() => keeping.mutate({ path: `/complaints/${id}/promises/${promise.id}/keeping` })}
      >
        <p className="promise-words" dir="auto">
          {promiseTitle(promise)}
        </p>
        <p>
          <Trans>The customer is told and asked whether that is so. They have the last word.</Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}
