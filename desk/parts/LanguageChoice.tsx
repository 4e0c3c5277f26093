import { t } from '@lingui/core/macro';
import { chooseLanguage, type Language, languageShown, languages } from '../language.ts';
import { Field } from './Field.tsx';

export function LanguageChoice() {
  return (
    <Field label={t`Language of the desk`}>
      {(wired) => (
        <select
          {...wired}
          value={languageShown()}
          onChange={({ target }) => chooseLanguage(target.value as Language)}
        >
          {Object.entries(languages).map(([language, name]) => (
            <option key={language} value={language} lang={language}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
