import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { catalogue } from '#database/catalogue.ts';
import type { Database } from '#database/connection.ts';
import { loadSigningKey } from '#ledger/signing-key.ts';
import { verify } from '#ledger/verify.ts';
import { Stop } from '#refusal.ts';
import { testDatabase } from '../../test/database.ts';
import { addNotice, smallWorld } from '../../test/ledger.ts';
import { temporaryFolder } from '../../test/processes.ts';
import { fileBytes, sealedWorld } from '../../test/tamper.ts';
import { exportTo } from './export.ts';
import {
  digestOfFile,
  leftOut,
  type Manifest,
  manifestPath,
  movedTables,
} from './export-manifest.ts';
import { importFrom } from './import-database.ts';

const ignore = (): void => undefined;

/** A ledger with a file in its store, and texts that COPY must escape. */
async function fullWorld(t: TestContext) {
  const dataFolder = await temporaryFolder();
  const world = await sealedWorld(t, await loadSigningKey(dataFolder));
  const { db, sha256 } = world;
  const name = sha256.toString('hex');
  await mkdir(join(dataFolder, 'files', name.slice(0, 2)), { recursive: true });
  await writeFile(join(dataFolder, 'files', name.slice(0, 2), name), fileBytes);
  await writeFile(join(dataFolder, 'files', 'draft-0011'), 'half');
  await writeFile(join(dataFolder, 'keys', 'link.key'), 'secret');
  await writeFile(join(dataFolder, 'keys', 'link.key.0123456789ab'), 'half');
  const now = new Date('2026-11-23T10:00:00.123Z');
  const submission = JSON.stringify({ text: 'a\tb\\c\nd\r\\.\n👍', none: null });
  await db
    .insertInto('parked_complaints')
    .values({
      parked_id: '00000000-0000-7000-8000-0000000000aa',
      reason: '\\N',
      submission,
      parked_at: now,
    })
    .execute();
  await db
    .insertInto('sessions')
    .values({ token_hash: sha256, staff_id: world.customerId, created_at: now, expires_at: now })
    .execute();
  return { ...world, dataFolder, dir: join(await temporaryFolder(), 'export') };
}

async function emptyWorld(t: TestContext) {
  return { ...(await testDatabase(t)), dataFolder: await temporaryFolder() };
}

async function rowsOf(db: Database, tables: readonly string[]) {
  const all: Record<string, unknown[]> = {};
  for (const table of tables) {
    const { rows } = await sql`
      select to_jsonb(one) as row from ${sql.table(table)} as one order by 1`.execute(db);
    all[table] = rows;
  }
  return all;
}

const isStop = (pattern: RegExp) => (error: unknown) =>
  error instanceof Stop && pattern.test(error.message);

async function assertUntouched(world: Awaited<ReturnType<typeof emptyWorld>>): Promise<void> {
  for (const [table, rows] of Object.entries(await rowsOf(world.db, movedTables))) {
    assert.deepEqual(rows, [], table);
  }
  assert.deepEqual(await readdir(world.dataFolder), []);
}

async function changeManifest(dir: string, change: (manifest: Manifest) => void): Promise<void> {
  const manifest = JSON.parse(await readFile(manifestPath(dir), 'utf8')) as Manifest;
  change(manifest);
  await writeFile(manifestPath(dir), JSON.stringify(manifest));
}

test('what was exported can be imported elsewhere, row by row the same and whole', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  const told: string[] = [];
  const manifest = await exportTo(from, from.dataFolder, from.dir, (line) => told.push(line));
  assert.ok(told.includes('ledger_entries: 308 rows'));
  assert.deepEqual(Object.keys(manifest.leftOut).toSorted(), Object.keys(leftOut).toSorted());
  assert.equal(manifest.tables.length + Object.keys(leftOut).length, catalogue.length);
  assert.deepEqual(
    manifest.files.map(({ path }) => path.slice(0, 6)),
    ['files/', 'keys/c', 'keys/l'],
  );
  assert.equal((await stat(join(from.dir, 'keys', 'checkpoint.key'))).mode & 0o777, 0o600);
  await importFrom(to, to.dataFolder, from.dir, ignore);
  assert.deepEqual(await rowsOf(to.db, movedTables), await rowsOf(from.db, movedTables));
  assert.deepEqual((await rowsOf(to.db, ['sessions']))['sessions'], []);
  const key = await loadSigningKey(to.dataFolder);
  assert.equal(key.verifierKey, from.key.verifierKey);
  assert.equal((await stat(join(to.dataFolder, 'keys', 'link.key'))).mode & 0o777, 0o600);
  const readFileOf = async (sha256: Buffer) => {
    const name = sha256.toString('hex');
    return readFile(join(to.dataFolder, 'files', name.slice(0, 2), name));
  };
  const verdict = await verify(to.db, { ...smallWorld, key, readFile: readFileOf });
  assert.deepEqual([verdict.entries, verdict.faults], [308, []]);
});

test('an export goes into an empty folder only', async (t) => {
  const { db, pool, dataFolder, dir } = await fullWorld(t);
  await exportTo({ db, pool }, dataFolder, dir, ignore);
  await assert.rejects(exportTo({ db, pool }, dataFolder, dir, ignore), isStop(/is not empty/));
});

test('an export is of one moment, even while others write', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  let isExporting = true;
  const writing = (async () => {
    while (isExporting) await addNotice(from.ledger, from.customerId, { sha256: from.sha256 });
  })();
  await exportTo(from, from.dataFolder, from.dir, ignore);
  isExporting = false;
  await writing;
  await importFrom(to, to.dataFolder, from.dir, ignore);
  const { faults } = await verify(to.db, { ...smallWorld, key: from.key });
  assert.deepEqual(faults, []);
});

test('an import is refused where rows lie already, and where it was done already', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  await exportTo(from, from.dataFolder, from.dir, ignore);
  await assert.rejects(
    importFrom(from, from.dataFolder, from.dir, ignore),
    isStop(/already holds data/),
  );
  await importFrom(to, to.dataFolder, from.dir, ignore);
  const before = await rowsOf(to.db, movedTables);
  await assert.rejects(importFrom(to, to.dataFolder, from.dir, ignore), isStop(/already holds/));
  assert.deepEqual(await rowsOf(to.db, movedTables), before);
});

test('a damaged export is refused before anything is written', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  await exportTo(from, from.dataFolder, from.dir, ignore);
  const refused = (pattern: RegExp) =>
    assert.rejects(importFrom(to, to.dataFolder, from.dir, ignore), isStop(pattern));

  const words = join(from.dir, 'tables', 'words.copy');
  const whole = await readFile(words);
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
  await writeFile(words, changed);
  await refused(/words\.copy is not what was written/);
  await rm(words);
  await refused(/words\.copy cannot be read/);
  await writeFile(words, whole);

  const stored = join(from.dir, 'keys', 'link.key');
  await appendFile(stored, 'x');
  await refused(/link\.key is not what was written/);
  await writeFile(stored, 'secret');

  const manifest = await readFile(manifestPath(from.dir), 'utf8');
  await changeManifest(from.dir, ({ files }) => {
    for (const file of files) file.path = `../${file.path}`;
  });
  await refused(/is not that of an export/);
  await writeFile(manifestPath(from.dir), manifest);
  await changeManifest(from.dir, ({ tables }) => tables.pop());
  await refused(/does not hold the tables/);
  await writeFile(manifestPath(from.dir), manifest);
  await changeManifest(from.dir, ({ tables }) => tables[0]?.columns.reverse());
  await refused(/does not hold the columns of the table staff/);
  await rm(manifestPath(from.dir));
  await refused(/no finished export/);
  await assertUntouched(to);
});

test('an export of another version is refused', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  await exportTo(from, from.dataFolder, from.dir, ignore);
  await changeManifest(from.dir, ({ migrations }) => migrations.push('9999-future'));
  const importing = () => importFrom(to, to.dataFolder, from.dir, ignore);
  await assert.rejects(importing(), isStop(/newer Amends .* does not know 9999-future/));
  await changeManifest(from.dir, ({ migrations }) => migrations.splice(-2));
  await assert.rejects(importing(), isStop(/older Amends .*, without 00/));
  await assertUntouched(to);
});

test('an import that fails halfway leaves no row, and can be done again', async (t) => {
  const from = await fullWorld(t);
  const to = await emptyWorld(t);
  await exportTo(from, from.dataFolder, from.dir, ignore);
  const own = await loadSigningKey(to.dataFolder);
  const path = join(from.dir, 'tables', 'checkpoints.copy');
  const whole = await readFile(path);
  await writeFile(path, 'nonsense\n');
  const { bytes, sha256 } = await digestOfFile(path);
  assert.equal(sha256, createHash('sha256').update('nonsense\n').digest('hex'));
  const manifest = await readFile(manifestPath(from.dir), 'utf8');
  await changeManifest(from.dir, ({ tables }) => {
    const table = tables.find((each) => each.table === 'checkpoints');
    if (table) Object.assign(table, { bytes, sha256 });
  });
  await assert.rejects(importFrom(to, to.dataFolder, from.dir, ignore), /invalid input syntax/);
  await writeFile(path, whole);
  await writeFile(manifestPath(from.dir), manifest);
  await changeManifest(from.dir, ({ tables }) => {
    const table = tables.find((each) => each.table === 'words');
    if (table) table.rows += 1;
  });
  await assert.rejects(importFrom(to, to.dataFolder, from.dir, ignore), isStop(/should have/));
  for (const rows of Object.values(await rowsOf(to.db, movedTables))) assert.deepEqual(rows, []);
  await writeFile(manifestPath(from.dir), manifest);
  await importFrom(to, to.dataFolder, from.dir, ignore);
  assert.deepEqual(await rowsOf(to.db, movedTables), await rowsOf(from.db, movedTables));
  const aside = await readFile(join(to.dataFolder, 'keys', 'checkpoint.key.before-import'), 'utf8');
  assert.ok(aside.includes(`+${own.name}+`));
});
