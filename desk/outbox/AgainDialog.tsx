import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { OutboxNotice } from '../api/outbox-types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { LineField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

type Props = { notice: OutboxNotice; onClose: () => void };

const empty = { to: '' };

/** The same words once more. Whoever types another address answers for it. */
export function AgainDialog({ notice, onClose }: Props) {
  const { id, to, cause, refused, complaintId } = notice;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.again` }, empty);
  const sending = useAct({
    ...(complaintId && { complaintId }),
    said: t`It is on its way again.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const other = draft.to.trim();
  const body = other === '' ? {} : { to: other };
  return (
    <Dialog title={t`Send again`} onClose={onClose}>
      <ActForm
        button={t`Send again`}
        isBusy={sending.isPending}
        fault={sending.error}
        onSend={() => sending.mutate({ path: `/notices/${id}/again`, body })}
      >
        <p>
          <Trans>
            The same words go once more to{' '}
            {{ address: refused.length > 0 ? refused.join(', ') : (to ?? '') }}, or to another
            address if you give one.
          </Trans>
        </p>
        {cause === 'unsure' && (
          <p className="bar-note">
            <Trans>
              It may have arrived already. If you can, ask before you send it a second time.
            </Trans>
          </p>
        )}
        <LineField
          label={t`Another address`}
          hint={t`Only if you know that it is theirs: the message may hold their private link.`}
          type="email"
          isRequired={false}
          value={draft.to}
          onChange={(value) => change({ to: value })}
        />
      </ActForm>
    </Dialog>
  );
}
