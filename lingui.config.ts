import { defineConfig } from '@lingui/cli';
import babel from '@lingui/cli/api/extractors/babel';
import { formatter } from '@lingui/format-po';

/** The sentence of a refusal is marked by being one. */
const refusals = /\b((?:new Refusal\(\s*'\w+',|notFound\(|notAllowed\()\s*)(?=['"])/g;

const extractor: typeof babel = {
  ...babel,
  extract: (file, code, ...rest) =>
    babel.extract(file, code.replace(refusals, '$1/*i18n*/ '), ...rest),
};

/** Where the words of the program are found, and where their translations lie. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de', 'fr', 'es', 'ar'],
  catalogs: [
    { path: '<rootDir>/desk/languages/{locale}', include: ['<rootDir>/desk'] },
    {
      path: '<rootDir>/src/languages/{locale}',
      include: ['<rootDir>/src'],
      exclude: ['**/*.test.ts', '<rootDir>/src/languages'],
    },
  ],
  // Lines of code would change the catalogs with every edit.
  format: formatter({ lineNumbers: false }),
  extractors: [extractor],
});
