import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { allLanguages, languageAsked } from '#languages/languages.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const config = getConfig({ configPath: 'lingui.config.ts' });
const catalogs = await getCatalogs(config);

/** What has to stand in a translation as well: parameters and tags, whatever their order. */
function holes(message: unknown): string[] {
  if (!Array.isArray(message)) return [...String(message).matchAll(/<\/?\w+\/?>/g)].map(String);
  return message.flatMap((part: unknown) => {
    if (!Array.isArray(part)) return holes(part);
    const [name, , forms = {}] = part as [string, string, Record<string, unknown>?];
    return [name, ...Object.values(forms).flatMap((form) => holes(form))];
  });
}

const holesOf = (sentence: string): string[] =>
  [...new Set(holes(compileMessageOrThrow(sentence)))].toSorted();

for (const catalog of catalogs) {
  const collected = (await catalog.collect()) ?? {};
  for (const language of allLanguages) {
    describe(`the words of ${relative('.', catalog.path)} in ${language}`, async () => {
      const kept = (await catalog.read(language)) ?? {};

      it('are those of the program', () => {
        const live = Object.keys(kept).filter((id) => !kept[id]?.obsolete);
        const told = 'Run: npm run messages';
        assert.deepEqual(live.toSorted(), Object.keys(collected).toSorted(), told);
      });

      it('lack nothing', () => {
        const missing = Object.entries(kept).filter(([, { translation }]) => !translation);
        const sentences = missing.map(([id, { message }]) => message ?? id);
        assert.deepEqual(language === 'en' ? [] : sentences, []);
      });

      it('say everything that is to be said', () => {
        const wrong = Object.entries(kept).filter(([id, { message = id, translation }]) => {
          if (!translation) return false;
          return holesOf(message).join() !== holesOf(translation).join();
        });
        assert.deepEqual(
          wrong.map(([id, { message = id }]) => message),
          [],
        );
      });
    });
  }
}

describe('the language somebody asks for', () => {
  const asked = (header: string | undefined) => languageAsked(header);
  it('is the first of theirs that we speak', () => {
    assert.equal(asked('pt-BR, fr-CA;q=0.8, de;q=0.9'), 'de');
    assert.equal(asked('ar-EG'), 'ar');
    assert.equal(asked('de;q=0, es;q=0.1'), 'es');
  });

  it('is English where there is none', () => {
    for (const header of [undefined, '', '*', 'tlh', ';;;,', 'x'.repeat(10_000)]) {
      assert.equal(asked(header), 'en');
    }
  });
});
