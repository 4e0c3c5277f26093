import { t } from '@lingui/core/macro';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

const empty = { text: '' };

export function NoteDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.point` }, empty);
  const noting = useAct({
    complaintId: id,
    said: t`Noted as a point.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Note a point`} onClose={onClose}>
      <ActForm
        button={t`Note it`}
        isBusy={noting.isPending}
        fault={noting.error}
        onSend={() => noting.mutate({ path: `/complaints/${id}/points`, body: draft })}
      >
        <WordsField
          label={t`What do they complain of?`}
          hint={t`One thing, as near to their own words as you can. The customer sees it. You can also mark their words in the thread and press o.`}
          rows={3}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
      </ActForm>
    </Dialog>
  );
}
