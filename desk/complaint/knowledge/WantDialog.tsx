import { t } from '@lingui/core/macro';
import { useDraft } from '../../draft.ts';
import { useKnowledgeAct } from '../../knowledge/use-knowledge-act.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { LineField } from '../../parts/fields.tsx';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

const empty = { what: '' };

/** An article is missing. */
export function WantDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.want` }, empty);
  const wanting = useKnowledgeAct({
    said: t`It is on the list of what to write.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Customers ask this`} onClose={onClose}>
      <ActForm
        button={t`An article is wanted`}
        isBusy={wanting.isPending}
        fault={wanting.error}
        onSend={() => wanting.mutate({ path: `/complaints/${id}/wanted-articles`, body: draft })}
      >
        <LineField
          label={t`What do they ask?`}
          hint={t`As they would ask it. No names, no numbers.`}
          value={draft.what}
          onChange={(what) => change({ what })}
        />
      </ActForm>
    </Dialog>
  );
}
