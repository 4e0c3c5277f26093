import { t } from '@lingui/core/macro';
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
  const keeper = owner.name;
  const declining = useAct({
    complaintId: id,
    said: t`Declined. It stays with ${keeper}.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Decline`} onClose={onClose}>
      <ActForm
        button={t`Decline`}
        isBusy={declining.isPending}
        fault={declining.error}
        onSend={() =>
          declining.mutate({ path: `/complaints/${id}/hand-over/refusal`, body: draft })
        }
      >
        <WordsField
          label={t`Why can you not take it?`}
          hint={t`${keeper} reads this.`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
