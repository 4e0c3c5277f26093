import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Stop } from '#refusal.ts';
import { temporaryFolder } from '../../test/processes.ts';
import { inForceOn } from './in-force.ts';
import { readShipped } from './shipped.ts';

const packs = fileURLToPath(new URL('../../packs', import.meta.url));

/** The packs as they come, with one of them changed. */
async function changed(change: (pack: Record<string, unknown>) => void, name = 'uk-spso.json') {
  const folder = await temporaryFolder();
  await cp(packs, folder, { recursive: true });
  const file = join(folder, name);
  const pack = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  change(pack);
  await writeFile(file, JSON.stringify(pack));
  return folder;
}

describe('a bad file among the packs', () => {
  const bad: [name: string, change: (pack: Record<string, unknown>) => void, says: RegExp][] = [
    ['with a field that no pack has', (pack) => (pack['colour'] = 'red'), /colour/],
    ['with a unit that is none', (pack) => (pack['clocks'] = [{ unit: 'fortnight' }]), /clocks\.0/],
    ['with an unknown body', (pack) => (pack['body'] = 'nobody'), /: body: there is no body/],
    [
      'under another name',
      (pack) => (pack['id'] = 'uk-other'),
      /: id: must be the name of the file/,
    ],
    [
      'about a clock that is none',
      (pack) =>
        (pack['extensions'] = [
          { clock: 'x', max: null, needs: ['reason'], source: 'x', confidence: 'read' },
        ]),
      /extensions\.0\.clock: there is no clock called x/,
    ],
  ];
  for (const [name, change, says] of bad) {
    it(`${name} stops the program, with file, place and reason`, async () => {
      const folder = await changed(change);
      assert.throws(
        () => readShipped(folder),
        (error) =>
          error instanceof Stop &&
          /uk-spso\.json: /.test(error.message) &&
          says.test(error.message),
      );
    });
  }

  it('that is no JSON stops the program as well', async () => {
    const folder = await changed(() => undefined);
    await writeFile(join(folder, 'uk-spso.json'), '{');
    assert.throws(() => readShipped(folder), Stop);
  });
});

describe('the version in force', () => {
  const version = (
    name: string,
    effectiveFrom: string | null,
    effectiveTo: string | null = null,
  ) => ({
    packId: 'p',
    version: name,
    effectiveFrom,
    effectiveTo,
  });
  const on = (day: string, ...versions: ReturnType<typeof version>[]): string[] =>
    inForceOn(versions, day).map((one) => one.version);

  it('is the one that covers the day, its first and its last included', () => {
    const [old, fresh] = [version('1', null, '2026-03-31'), version('2', '2026-04-01')];
    assert.deepEqual(on('2026-03-31', old, fresh), ['1']);
    assert.deepEqual(on('2026-04-01', old, fresh), ['2']);
    assert.deepEqual(on('2025-01-01', fresh), []);
  });

  it('is of several the one that began last, and then the latest', () => {
    assert.deepEqual(on('2026-05-01', version('1', null), version('2', '2026-04-01')), ['2']);
    assert.deepEqual(on('2026-05-01', version('9', null), version('10', null)), ['10']);
  });
});
