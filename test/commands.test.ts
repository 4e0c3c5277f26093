import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { exitCodes } from '#refusal.ts';
import { temporaryFolder } from './processes.ts';
import { amends, freePort, newToken, type Program, setUp, startProgram } from './program.ts';

// What the person at the keyboard meets: sentences and exit codes, never a stack trace.

const noStack = /\n\s+at /;
let env: NodeJS.ProcessEnv;
let program: Program;

before(async () => {
  env = { AMENDS_DATA: await temporaryFolder(), PORT: await freePort() };
  program = await startProgram(env);
});

test('all faults of the settings are listed together, without secrets', async () => {
  const wrong = { PORT: 'four', PUBLIC_URL: 'here', DATABASE_URL: 'mysql://root:secret@db' };
  const { code, err } = await amends(['start'], wrong);
  assert.equal(code, exitCodes.configuration);
  for (const name of Object.keys(wrong)) assert.match(err, new RegExp(name));
  assert.doesNotMatch(err, /secret/);
  assert.doesNotMatch(err, noStack);
});

test('a folder in use by another Amends is named', async () => {
  const { code, err } = await amends(['start'], { ...env, PORT: await freePort() });
  assert.equal(code, exitCodes.folderInUse);
  assert.match(err, /in use by another Amends/);
  assert.doesNotMatch(err, noStack);
});

test('a port that is taken is named', async () => {
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const { code, err } = await amends(['start'], {
    AMENDS_DATA: await temporaryFolder(),
    PORT: port,
  });
  taken.close();
  assert.equal(code, exitCodes.portTaken);
  assert.match(err, new RegExp(`Port ${port} is taken`));
  assert.doesNotMatch(err, noStack);
});

test('a folder that cannot be made is named', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  const { code, err } = await amends(['start'], { AMENDS_DATA: join(file, 'data') });
  assert.equal(code, exitCodes.noPermission);
  assert.doesNotMatch(err, noStack);
});

test('a database that does not answer is named, its password is not', async () => {
  const DATABASE_URL = 'postgresql://amends:secret@127.0.0.1:1/amends';
  const { code, err } = await amends(['verify'], {
    AMENDS_DATA: await temporaryFolder(),
    DATABASE_URL,
  });
  assert.equal(code, exitCodes.databaseUnreachable);
  assert.doesNotMatch(err, /secret/);
  assert.doesNotMatch(err, noStack);
});

test('an unknown command shows what there is', async () => {
  const { code, out } = await amends(['strat'], {});
  assert.equal(code, exitCodes.configuration);
  assert.match(out, /amends start/);
});

test('set up without a browser, take a token, complain, verify, beside the running server', async () => {
  const link = await setUp(env, env['AMENDS_DATA'] ?? '');
  assert.match(link, /^http:\/\/localhost:\d+\/sign-in\/\S+$/);
  const again = await amends(
    ['setup', '--file', join(env['AMENDS_DATA'] ?? '', 'set-up.json')],
    env,
  );
  assert.equal(again.code, exitCodes.fault);
  assert.match(again.err, /set up already/);
  const token = await newToken(env);
  assert.match(token, /^amends_\S{40,}$/);
  const received = await complain('It never came.');
  const who = await (await fetch(`${program.address}/who`)).text();
  assert.match(who, /Maria/);
  assert.match(who, /Jonas/);
  const receipt = await fetch(`${received.link}/receipt.json`);
  const file = join(env['AMENDS_DATA'] ?? '', 'receipt.json');
  await writeFile(file, await receipt.text());
  const checked = await amends(['check-receipt', file], {});
  assert.equal(checked.code, 0, checked.err);
  await writeFile(file, (await readFile(file, 'utf8')).replace('It never came.', 'It came.'));
  assert.notEqual((await amends(['check-receipt', file], {})).code, 0);
  const verdict = await amends(['verify'], env);
  assert.equal(verdict.code, 0, verdict.err);
  assert.match(verdict.out, /The ledger is whole/);
});

async function complain(text: string): Promise<{ link: string }> {
  const answer = await fetch(`${program.address}/api/complaints`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  assert.equal(answer.status, 201);
  return (await answer.json()) as { link: string };
}

test('everything moves to another database, links included', async () => {
  const { link } = await complain('Move me.');
  const dir = join(await temporaryFolder(), 'export');
  const exported = await amends(['export', dir], env);
  assert.equal(exported.code, 0, exported.err);
  const elsewhere = { AMENDS_DATA: join(await temporaryFolder(), 'new'), PORT: await freePort() };
  await mkdir(elsewhere.AMENDS_DATA);
  const imported = await amends(['import', dir], elsewhere);
  assert.equal(imported.code, 0, imported.err);
  assert.match(imported.out, /The ledger is whole/);
  const second = await startProgram(elsewhere);
  const page = await fetch(second.address + new URL(link).pathname);
  assert.match(await page.text(), /Move me\./);
  await second.stop();
});

test('Ctrl-C lets what is under way finish and ends with 0', async () => {
  const { code, err } = await program.stop('SIGINT');
  assert.equal(code, 0, err);
});
