import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';
import { createSwcExtractor } from '@lingui/native-tools';

/** Where the words of the program are found, and where their translations lie. */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'de', 'fr', 'es', 'ar'],
  catalogs: [{ path: '<rootDir>/desk/languages/{locale}', include: ['<rootDir>/desk'] }],
  // Lines of code would change the catalogs with every edit.
  format: formatter({ lineNumbers: false }),
  extractors: [createSwcExtractor()],
});
