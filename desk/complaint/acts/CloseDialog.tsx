import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';

import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { reason: '', noAction: '' };

/** The exception, never the rule: a person gives the reason, and any word of the customer undoes it. */
export function CloseDialog({ complaint, onClose }: ActProps) {
  const { id, askedTimes } = complaint;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.close` }, empty);
  const closing = useAct({
    complaintId: id,
    said: t`Closed on documents. Any word of the customer opens it again.`,
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
    <Dialog title={t`Close on documents`} onClose={onClose}>
      <ActForm button={t`Close it`} isBusy={closing.isPending} fault={closing.error} onSend={send}>
        <p>
          <Trans>
            The customer closes a complaint. Without their word it can rest only if a person
            answered, nothing promised is open, and they were asked twice whether it is fixed{' '}
            <Plural
              value={askedTimes}
              _0="(not asked yet)"
              one="(asked # time so far)"
              other="(asked # times so far)"
            />
            . If they have said nothing since, it is recorded as silence, and not as a sign that
            they are satisfied.
          </Trans>
        </p>
        <WordsField
          label={t`On what grounds?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        {!wasDone && (
          <WordsField
            label={t`If nothing was done: why not?`}
            hint={t`A complaint ends in something that was done, or in a reason under your name. The customer can read it.`}
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
