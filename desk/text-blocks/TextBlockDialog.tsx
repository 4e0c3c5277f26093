import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { textBlocksQuestion } from '../api/draft-questions.ts';
import type { TextBlock } from '../api/draft-types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { LineField, WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

type Props = { block: TextBlock | null; onClose: () => void };

const languages: readonly (readonly [string, string])[] = [
  ['en', 'English'],
  ['de', 'Deutsch'],
  ['fr', 'Français'],
  ['es', 'Español'],
  ['ar', 'العربية'],
];

const empty = { title: '', text: '', language: 'en' };

export function TextBlockDialog({ block, onClose }: Props) {
  const client = useQueryClient();
  const about = `text-block.${block?.id ?? 'new'}`;
  const known = block ?? empty;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, known);
  const { title, text, language } = draft;
  const keeping = useAct({
    said: t`“${title}” is kept.`,
    onDone: async () => {
      clear();
      onClose();
      await client.invalidateQueries(textBlocksQuestion);
    },
  });
  const path = block ? `/text-blocks/${block.id}` : '/text-blocks';
  return (
    <Dialog title={block ? t`Change the text block` : t`Write a text block`} onClose={onClose}>
      <ActForm
        button={t`Keep it`}
        isBusy={keeping.isPending}
        fault={keeping.error}
        onSend={() => keeping.mutate({ path, body: { title, text, language } })}
      >
        <LineField label={t`Title`} value={title} onChange={(value) => change({ title: value })} />
        <WordsField
          label={t`Words to begin with`}
          hint={t`${{ name: '{name}' }}, ${{ reference: '{reference}' }} and ${{ me: '{me}' }} are filled in. Other blanks in braces are left to whoever writes.`}
          rows={8}
          value={text}
          onChange={(value) => change({ text: value })}
        />
        <Field label={t`Language`}>
          {(wired) => (
            <select
              {...wired}
              value={language}
              onChange={({ target }) => change({ language: target.value })}
            >
              {languages.map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}
