import { t } from '@lingui/core/macro';
import { Field } from '../parts/Field.tsx';
import { LineField, WordsField } from '../parts/fields.tsx';
import { languageChoice } from './words.ts';

export type ArticleDraft = { title: string; text: string; language: string };

type Props = { draft: ArticleDraft; change: (part: Partial<ArticleDraft>) => void };

/** The words of an article. */
export function ArticleFields({ draft, change }: Props) {
  const { title, text, language } = draft;
  return (
    <>
      <LineField
        label={t`Title`}
        hint={t`As somebody would ask it, or look for it`}
        value={title}
        onChange={(next) => change({ title: next })}
      />
      <WordsField
        label={t`Text`}
        hint={t`A blank line begins a paragraph, “- ” an entry of a list. An address that begins with https:// becomes a link.`}
        rows={14}
        value={text}
        onChange={(next) => change({ text: next })}
      />
      <Field label={t`Language`}>
        {(wired) => (
          <select
            {...wired}
            value={language}
            onChange={({ target }) => change({ language: target.value })}
          >
            {languageChoice(language).map(([tag, name]) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}
