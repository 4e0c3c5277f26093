import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId, ORGANISATION_ID } from '#id.ts';
import { Refusal } from '#refusal.ts';
import { addCustomer, addLoads, addNotice, openSmallLedger, tamper } from '../../test/ledger.ts';
import { forgedEntry } from '../../test/tamper.ts';
import { makeReceipt } from './receipt.ts';
import { checkReceipt, type Receipt } from './receipt-check.ts';
import { sealAll } from './sealer.ts';
import { signingKeyFrom } from './signing-key.ts';

/** A receipt of three entries in a tree of 306, with two texts and a file. */
async function goodReceipt(t: TestContext) {
  const world = await openSmallLedger(t);
  const { db, clock, key, ledger } = world;
  await addLoads(ledger, `load:${newId()}`, 300);
  await sealAll(db, clock, key);
  const customerId = await addCustomer(ledger, 'Grace Hopper');
  const stream = await addNotice(ledger, customerId, { text: 'Wir bitten um Entschuldigung – 🙏' });
  const wanted = [
    { customerId, stream: `customer:${customerId}`, version: 1 },
    { customerId, stream, version: 1 },
    { customerId, stream, version: 2 },
  ];
  const receipt = await makeReceipt(db, clock, key, wanted);
  await addLoads(ledger, `load:${newId()}`, 3);
  return { ...world, receipt, wanted, customerId };
}

const isWrong = (pattern: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === 'receipt_wrong' && pattern.test(error.message);

test('a receipt holds offline after a trip through JSON, and says what holds', async (t) => {
  const { db, receipt, key } = await goodReceipt(t);
  assert.equal((await db.selectFrom('ledger_unsealed').selectAll().execute()).length, 3);
  const text = JSON.stringify(receipt);
  const sentences = checkReceipt(text, key.verifierKey);
  assert.equal(sentences.length, 5);
  assert.match(sentences[0] ?? '', /^The checkpoint over 303 entries of the ledger amends\//);
  assert.match(
    sentences[1] ?? '',
    /^CustomerCame \(version 1 of customer:.+\), recorded 2026-11-23T09:00:00\.000Z by customer:.+, stands at position \d+ under that checkpoint, with 1 unchanged content\.$/,
  );
  assert.match(sentences[2] ?? '', /^NoticeQueued .+ with 2 unchanged contents\.$/);
  assert.match(sentences[3] ?? '', /^NoticeDelivered .+ by staff:1, .+ under that checkpoint\.$/);
  assert.match(sentences[4] ?? '', /^1 of these are chained/);
  const withoutKey = checkReceipt(JSON.parse(text));
  assert.deepEqual(withoutKey.slice(0, 5), sentences);
  assert.match(withoutKey[5] ?? '', /publishes this as its key: amends\//);
  assert.ok(text.includes('Grace Hopper'));
});

test('a receipt with anything changed, taken out or put in is refused', async (t) => {
  const { receipt, key } = await goodReceipt(t);
  let changes = 0;
  for (const { change, path } of changesOf(receipt)) {
    const changed = structuredClone(receipt);
    change(changed);
    if (JSON.stringify(changed) === JSON.stringify(receipt)) continue;
    changes += 1;
    assert.throws(() => checkReceipt(changed, key.verifierKey), isWrong(/./), path);
    assert.throws(() => checkReceipt(changed), isWrong(/./), path);
  }
  assert.ok(changes > 500, `${changes} changes`);
});

type Change = { path: string; change(receipt: unknown): void };

type Parent = Record<string, unknown>;

/** Every way to change one value, to leave one out and to add one. */
function changesOf(value: unknown, names: readonly string[] = []): Change[] {
  const path = names.join('.');
  const last = names.at(-1);
  const changeAt = (label: string, at: readonly string[], act: (parent: Parent) => void) => ({
    path: `${path} ${label}`,
    change: (receipt: unknown) =>
      act(at.reduce((parent, name) => parent[name] as Parent, receipt as Parent)),
  });
  const changes: Change[] = [];
  // A receipt over fewer entries is a receipt as well.
  if (last !== undefined && !/^entries\.\d+$/.test(path)) {
    changes.push(changeAt('left out', names.slice(0, -1), (parent) => leaveOut(parent, last)));
  }
  if (last !== undefined && !isCompound(value)) {
    for (const other of othersThan(value)) {
      const put = (parent: Parent) => Object.assign(parent, { [last]: other });
      changes.push(changeAt(JSON.stringify(other), names.slice(0, -1), put));
    }
    return changes;
  }
  changes.push(changeAt('more', names, addMore));
  const parts = Object.entries(value as Parent);
  return [...changes, ...parts.flatMap(([name, part]) => changesOf(part, [...names, name]))];
}

const isCompound = (value: unknown): boolean => value !== null && typeof value === 'object';

function leaveOut(parent: Parent, name: string): void {
  if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else delete parent[name];
}

function addMore(value: Parent): void {
  if (Array.isArray(value)) value.push(structuredClone(value[0] ?? 'more'));
  else value['more'] = 1;
}

function othersThan(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, -value, String(value)];
  if (typeof value !== 'string') return [null, 'other'];
  const places = [...new Set([0, Math.floor(value.length / 2), value.length - 1])];
  const swapped = places.map((place) => {
    const other = value[place] === '1' ? '2' : '1';
    return value.slice(0, place) + other + value.slice(place + 1);
  });
  return [...swapped, '', `${value} `, `${value}A`, value.slice(1), value.toUpperCase(), null];
}

test('what belongs to another entry, another key or nobody is refused', async (t) => {
  const { receipt, key } = await goodReceipt(t);
  const [first, second] = receipt.entries;
  assert.ok(first && second);
  const swapped: Receipt = {
    ...receipt,
    entries: [{ ...first, contents: second.contents }],
  };
  assert.throws(() => checkReceipt(swapped), isWrong(/vouches for is missing/));
  const placed = {
    ...receipt,
    entries: [{ ...first, position: second.position, inclusionProof: second.inclusionProof }],
  };
  assert.throws(() => checkReceipt(placed), isWrong(/does not stand at position/));
  const twice = { ...receipt, entries: [first, first] };
  assert.throws(() => checkReceipt(twice), isWrong(/comes twice/));
  assert.throws(() => checkReceipt({ ...receipt, entries: [] }), isWrong(/form of a receipt/));
  const foreign = signingKeyFrom(Buffer.alloc(32, 2)).verifierKey;
  assert.throws(() => checkReceipt(receipt, foreign), isWrong(/not with amends/));
  assert.throws(() => checkReceipt({ ...receipt, verifierKey: foreign }), isWrong(/not signed/));
  for (const nonsense of ['', '{', 'null', '[]', null, undefined, 5, {}]) {
    assert.throws(() => checkReceipt(nonsense, key.verifierKey), isWrong(/./));
  }
});

test('a text of which the beginning was moved into the salt is refused', async (t) => {
  const { receipt } = await goodReceipt(t);
  const changed = structuredClone(receipt);
  const [content] = changed.entries[0]?.contents ?? [];
  assert.ok(content && 'text' in content);
  content.salt += Buffer.from(content.text.slice(0, 6)).toString('hex');
  content.text = content.text.slice(6);
  assert.throws(() => checkReceipt(changed), isWrong(/form of a receipt/));
});

test('a stream that forked before it was sealed gives no good receipt', async (t) => {
  const { db, clock, key, ledger } = await openSmallLedger(t);
  const stream = `load:${newId()}`;
  await addLoads(ledger, stream, 1);
  const forged = forgedEntry(stream, 2, Buffer.alloc(32, 5));
  const values = `'${ORGANISATION_ID}', '${stream}', 2, ${forged.hashLiteral}`;
  await tamper(db, forged.insert, `insert into ledger_unsealed values (${values})`);
  const wanted = [1, 2].map((version) => ({ customerId: ORGANISATION_ID, stream, version }));
  const receipt = await makeReceipt(db, clock, key, wanted);
  assert.throws(() => checkReceipt(receipt, key.verifierKey), isWrong(/not chained to the entry/));
  assert.equal(checkReceipt({ ...receipt, entries: receipt.entries.slice(1) }).length, 3);
});

test('erased content is said to be erased, and its salt is kept back', async (t) => {
  const { db, clock, key, wanted } = await goodReceipt(t);
  await tamper(
    db,
    `update words set text = null, erased_at = '2026-11-24'`,
    `update files set sha256 = null, name = null, erased_at = '2026-11-24'`,
  );
  const receipt = await makeReceipt(db, clock, key, wanted);
  const sentences = checkReceipt(JSON.stringify(receipt), key.verifierKey);
  assert.match(sentences[2] ?? '', /under that checkpoint, with 2 erased since\.$/);
  assert.deepEqual(Object.keys(receipt.entries[1]?.contents[0] ?? {}), ['id', 'erased', 'digest']);
});

test('there is no receipt for what was never recorded', async (t) => {
  const { db, clock, key, wanted } = await goodReceipt(t);
  const [first] = wanted;
  assert.ok(first);
  const isNotFound = (error: unknown) => error instanceof Refusal && error.code === 'not_found';
  await assert.rejects(makeReceipt(db, clock, key, []), isNotFound);
  const never = { ...first, version: 2 };
  await assert.rejects(makeReceipt(db, clock, key, [first, never]), isNotFound);
});
