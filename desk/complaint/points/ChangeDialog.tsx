import { t } from '@lingui/core/macro';
import type { Point } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Choices } from '../../parts/Choices.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

type How = 'rewording' | 'removal';
type Draft = { how: How; text: string; reason: string };

const ways = [
  ['rewording', t`Say it better`],
  ['removal', t`Take it out`],
] as const satisfies readonly (readonly [How, string])[];

/** Nothing that was noted disappears without a name and a reason. */
export function ChangeDialog({ complaint: { id }, point, onClose }: ActProps & { point: Point }) {
  const known: Draft = { how: 'rewording', text: point.text ?? '', reason: '' };
  const about = `${id}.change.${point.id}`;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, known);
  const isRemoval = draft.how === 'removal';
  const changing = useAct({
    complaintId: id,
    said: isRemoval ? t`Taken out.` : t`Said in other words. It needs a finding anew.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const send = (): void => {
    const { how, text, reason } = draft;
    const path = `/complaints/${id}/points/${point.id}/${how}`;
    changing.mutate({ path, body: isRemoval ? { reason } : { text, reason } });
  };
  return (
    <Dialog title={t`Change a point`} onClose={onClose}>
      <ActForm
        button={isRemoval ? t`Take it out` : t`Change it`}
        isBusy={changing.isPending}
        fault={changing.error}
        onSend={send}
      >
        <Choices
          label={t`What to do with it`}
          choices={ways}
          chosen={draft.how}
          onChoose={(how) => change({ how })}
        />
        {isRemoval ? (
          <p className="promise-words" dir="auto">
            {point.text}
          </p>
        ) : (
          <WordsField
            label={t`What do they complain of?`}
            rows={3}
            value={draft.text}
            onChange={(text) => change({ text })}
          />
        )}
        <WordsField
          label={t`Why?`}
          hint={t`For example: it was noted twice. The customer sees that it changed.`}
          rows={2}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
