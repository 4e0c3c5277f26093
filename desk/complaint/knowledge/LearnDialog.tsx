import { t } from '@lingui/core/macro';
import { useDraft } from '../../draft.ts';
import { useKnowledgeAct } from '../../knowledge/use-knowledge-act.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { LineField } from '../../parts/fields.tsx';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

const empty = { what: '' };

/** To say so is brave and useful: it goes to nobody but oneself and one's manager. */
export function LearnDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.learn` }, empty);
  const noting = useKnowledgeAct({
    said: t`Noted under “To learn”.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`I did not know this`} onClose={onClose}>
      <ActForm
        button={t`Note it`}
        isBusy={noting.isPending}
        fault={noting.error}
        onSend={() => noting.mutate({ path: `/complaints/${id}/training`, body: draft })}
      >
        <LineField
          label={t`What did you not know?`}
          hint={t`Only you and your manager see it.`}
          value={draft.what}
          onChange={(what) => change({ what })}
        />
      </ActForm>
    </Dialog>
  );
}
