import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Refusal, Stop } from '#refusal.ts';
import { checkpointIn, openCheckpoint, readVerifierKey, signCheckpoint } from './checkpoint.ts';
import { leafHash } from './merkle.ts';
import { loadSigningKey, signingKeyFrom, signingKeyPath } from './signing-key.ts';

const root = leafHash(Buffer.from('anything'));
const key = signingKeyFrom(Buffer.alloc(32, 7));
const otherKey = signingKeyFrom(Buffer.alloc(32, 8));

const isWrong = (pattern: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === 'checkpoint_wrong' && pattern.test(error.message);

// The seed in the documentation of Go's sumdb/note package, whose other half is the verifier key.
const goSeed = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const goVerifierKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goNote =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";

test('keys and signatures are those of Go’s note package, bit by bit', () => {
  const seed = Buffer.from(goSeed, 'base64').subarray(1);
  const peter = signingKeyFrom(seed, 'PeterNeumann');
  assert.equal(peter.verifierKey, goVerifierKey);
  const signature = Buffer.concat([peter.keyHash, peter.sign(goNote)]);
  assert.equal(
    signature.toString('base64'),
    'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
  );
});

test('a signed checkpoint has the form of C2SP and can be opened', () => {
  const note = signCheckpoint({ size: 1234, root }, key);
  const lines = note.split('\n');
  assert.deepEqual(lines.slice(0, 4), [key.name, '1234', root.toString('base64'), '']);
  assert.match(lines[4] ?? '', new RegExp(`^— ${key.name} [A-Za-z0-9+/]{91}=$`));
  assert.deepEqual(lines.slice(5), ['']);
  const opened = openCheckpoint(note, key.verifierKey);
  assert.deepEqual(opened, { origin: key.name, size: 1234, root });
  assert.deepEqual(openCheckpoint(note, readVerifierKey(key.verifierKey)), opened);
});

test('signatures of witnesses and extension lines do not disturb', () => {
  const note = signCheckpoint({ size: 1, root }, key);
  const witness = signCheckpoint({ size: 1, root }, otherKey).split('\n')[4];
  assert.equal(openCheckpoint(`${note}${witness}\n`, key.verifierKey).size, 1);
  const text = `${key.name}\n1\n${root.toString('base64')}\nextension\n`;
  const signature = Buffer.concat([key.keyHash, key.sign(text)]).toString('base64');
  assert.equal(openCheckpoint(`${text}\n— ${key.name} ${signature}\n`, key.verifierKey).size, 1);
});

test('a checkpoint with any one character changed is refused', () => {
  const note = signCheckpoint({ size: 1234, root }, key);
  for (let place = 0; place < note.length; place++) {
    for (const letter of ['A', '0', '\n', '']) {
      if (note[place] === letter) continue;
      const changed = note.slice(0, place) + letter + note.slice(place + 1);
      if (changed === note) continue;
      assert.throws(() => openCheckpoint(changed, key.verifierKey), isWrong(/./), `at ${place}`);
    }
  }
});

test('what another key signed, and what no key signed, is refused', () => {
  const note = signCheckpoint({ size: 5, root }, otherKey);
  assert.throws(() => openCheckpoint(note, key.verifierKey), isWrong(/not signed with the key/));
  const text = note.slice(0, note.indexOf('\n\n') + 1);
  assert.throws(() => openCheckpoint(text, key.verifierKey), isWrong(/cut off/));
  assert.throws(() => openCheckpoint('', key.verifierKey), isWrong(/cut off/));
  const elsewhere = `else\n5\n${root.toString('base64')}\n`;
  const signature = Buffer.concat([key.keyHash, key.sign(elsewhere)]).toString('base64');
  const signed = `${elsewhere}\n— ${key.name} ${signature}\n`;
  assert.throws(() => openCheckpoint(signed, key.verifierKey), isWrong(/of the ledger else/));
});

test('signed nonsense is refused', () => {
  const base64 = root.toString('base64');
  const texts = {
    size: [`05\n${base64}`, `-1\n${base64}`, `1e3\n${base64}`, `99999999999999999999\n${base64}`],
    root: ['5\nAAAA', '5\n', `5\n${base64.replace('=', '')}`],
  };
  const more = [`5\n${base64}\na\tb`, `5\n${base64}\na\rb`, `5\n${base64}\na\u0085b`];
  for (const body of [...texts.size, ...texts.root, ...more]) {
    const text = `${key.name}\n${body}\n`;
    const signature = Buffer.concat([key.keyHash, key.sign(text)]).toString('base64');
    const note = `${text}\n— ${key.name} ${signature}\n`;
    assert.throws(() => openCheckpoint(note, key.verifierKey), isWrong(/./), body);
  }
});

test('a checkpoint is found within the message it was mailed in', () => {
  const note = signCheckpoint({ size: 1234, root }, key);
  const message = `Please keep this.\n5\n\n${note}\n\nCheck it with:\n— us`;
  assert.equal(checkpointIn(message), note);
  assert.equal(checkpointIn(message.replaceAll('\n', '\r\n')), note);
  assert.equal(checkpointIn(note), note);
  assert.equal(checkpointIn(note.trimEnd()), note);
  for (const text of ['', 'x', note.slice(0, note.indexOf('—')), note.replace('\n\n', '\n')]) {
    assert.equal(checkpointIn(text), undefined);
  }
});

test('a verifier key that contradicts itself is refused', () => {
  const [name, hash, ...encoded] = key.verifierKey.split('+');
  const base64 = encoded.join('+');
  assert.equal(readVerifierKey(key.verifierKey).name, name);
  for (const text of [
    '',
    `${name}`,
    `other+${hash}+${base64}`,
    `${name}+00000000+${base64}`,
    `${name}+${hash}+${otherKey.verifierKey.split('+').slice(2).join('+')}`,
    `${name}+${hash}+${base64}=`,
    `${name} +${hash}+${base64}`,
  ]) {
    assert.throws(() => readVerifierKey(text), isWrong(/./), text);
  }
});

test('the key of a data folder is made once, for its owner alone, by many at a time', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'amends-key-'));
  t.after(() => rm(folder, { recursive: true }));
  const keys = await Promise.all(Array.from({ length: 20 }, () => loadSigningKey(folder)));
  const again = await loadSigningKey(folder);
  assert.deepEqual(new Set(keys.map((made) => made.verifierKey)), new Set([again.verifierKey]));
  assert.match(again.name, /^amends\/[0-9a-f]{8}$/);
  assert.deepEqual(await readdir(join(folder, 'keys')), ['checkpoint.key']);
  assert.equal((await stat(signingKeyPath(folder))).mode & 0o777, 0o600);
  assert.equal((await stat(join(folder, 'keys'))).mode & 0o777, 0o700);
  const note = signCheckpoint({ size: 3, root }, again);
  assert.equal(openCheckpoint(note, keys[0]?.verifierKey ?? '').size, 3);
});

test('a damaged key file stops the program instead of making a new key', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'amends-key-'));
  t.after(() => rm(folder, { recursive: true }));
  await loadSigningKey(folder);
  const path = signingKeyPath(folder);
  const whole = await readFile(path, 'utf8');
  for (const damaged of ['', whole.slice(0, 30), whole.replace(/\+[0-9a-f]{8}\+/, '+00000000+')]) {
    await writeFile(path, damaged);
    await assert.rejects(loadSigningKey(folder), Stop);
    assert.equal(await readFile(path, 'utf8'), damaged);
  }
});
