import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, look, storyOf } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

const app = await startApp();
const { people } = app;
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const manager = await app.as(people.manager);
const administrator = await app.as(people.administrator);
const customer = app.anyone();

const reason = 'The Ombudsman’s Code holds for us since we let flats to our drivers.';

type Line = {
  id: string;
  versions: { version: string; digest: string; isOn: boolean; changedBy: string | null }[];
};

const packs = async (): Promise<Line[]> =>
  answerOf<{ packs: Line[] }>(await handler.get('/api/packs')).packs;

const switchOn = (by: Visitor, id: string, version: string, wish: object = {}) =>
  by.post(`/api/packs/${id}/switching-on`, { version, appliesTo: 'every', reason, ...wish });

const switchOff = (by: Visitor, id: string, version: string) =>
  by.post(`/api/packs/${id}/switching-off`, { version, reason });

type Applied = { packs: { id: string; version: string; variant: string | null }[]; stage: number };
const rulesOf = async (id: string): Promise<Applied> =>
  answerOf<Applied>(await handler.get(`/api/complaints/${id}/packs`));

const named = ({ packs: applied }: Applied): string[] =>
  applied.map(({ id, version }) => `${id} ${version}`);

describe('a pack', () => {
  it('is switched on by an administrator, with a reason, and off again', async () => {
    assertRefused(await switchOn(manager, 'uk-housing-2024', '2024.1'), 403, 'not_allowed');
    answerOf(await switchOn(administrator, 'uk-housing-2024', '2024.1'));
    const line = (await packs()).find(({ id }) => id === 'uk-housing-2024');
    assert.deepEqual(
      line?.versions.map(({ isOn, changedBy }) => [isOn, changedBy]),
      [[true, people.administrator.name]],
    );
    answerOf(await switchOff(administrator, 'uk-housing-2024', '2024.1'));
    assertRefused(
      await switchOff(administrator, 'uk-housing-2024', '2024.1'),
      409,
      'not_switched_on',
    );
  });

  const bad: [name: string, id: string, wish: object, status: number, code: string][] = [
    ['that there is none', 'uk-nothing', {}, 404, 'not_found'],
    ['in a version that there is none', 'uk-spso', { version: '1999.1' }, 404, 'not_found'],
    ['for areas without naming one', 'uk-spso', { appliesTo: 'areas' }, 422, 'areas_missing'],
    ['without a reason', 'uk-spso', { reason: ' ' }, 422, 'text_missing'],
  ];
  for (const [name, id, wish, status, code] of bad) {
    it(`${name} is not switched on`, async () => {
      assertRefused(await switchOn(administrator, id, '2021.1', wish), status, code);
    });
  }

  it('holds for what comes from then on, in the version in force at its receipt', async () => {
    const before = await complain(customer);
    answerOf(await switchOn(administrator, 'uk-ofcom-c4', '2018.1'));
    answerOf(await switchOn(administrator, 'uk-ofcom-c4', '2026.1'));
    const now = await complain(customer);
    const late = answerOf<{ id: string }>(
      await handler.post('/api/complaints', {
        text: 'No line.',
        receivedAt: '2026-03-31T10:00:00Z',
      }),
      201,
    );
    assert.deepEqual(named(await rulesOf(before.id)), []);
    assert.deepEqual(named(await rulesOf(now.id)), ['uk-ofcom-c4 2026.1']);
    assert.deepEqual(named(await rulesOf(late.id)), ['uk-ofcom-c4 2018.1']);
    for (const version of ['2018.1', '2026.1']) {
      answerOf(await switchOff(administrator, 'uk-ofcom-c4', version));
    }
    assert.deepEqual(named(await rulesOf(now.id)), ['uk-ofcom-c4 2026.1']);
    assert.deepEqual(named(await rulesOf((await complain(customer)).id)), []);
  });

  it('is put on one complaint by hand, and with another variant', async () => {
    answerOf(await switchOn(administrator, 'au-asic-271', '2021.1', { appliesTo: 'hand' }));
    const { id } = await complain(customer);
    const put = (wish: object) => handler.post(`/api/complaints/${id}/packs`, wish);
    assert.deepEqual(named(await rulesOf(id)), []);
    answerOf(await put({ packId: 'au-asic-271' }));
    answerOf(await put({ packId: 'au-asic-271', variant: 'hardship' }));
    assert.equal((await rulesOf(id)).packs[0]?.variant, 'hardship');
    assertRefused(await put({ packId: 'au-asic-271', variant: 'urgent' }), 422, 'unknown_variant');
    assertRefused(await put({ packId: 'us-cfpb' }), 409, 'not_in_force');
    answerOf(await switchOff(administrator, 'au-asic-271', '2021.1'));
  });

  it('is tried on a past complaint, and nothing counts', async () => {
    const { id, reference } = await complain(customer);
    const url = `/api/packs/uk-ofcom-c4/trial?version=2026.1&complaint=${reference}`;
    const { dates } = answerOf<{ dates: { rule: string; dueAt: string }[] }>(
      await handler.get(url),
    );
    assert.deepEqual(
      dates.map(({ rule, dueAt }) => [rule, dueAt.slice(0, 10)]),
      [['outside-body', '2027-01-04']],
    );
    assert.deepEqual(named(await rulesOf(id)), []);
    assertRefused(await handler.get(url.replace(reference, 'AM-0000-0000')), 404, 'not_found');
  });

  it('is compared with its other version', async () => {
    const url = '/api/packs/uk-ofcom-c4/comparison?from=2018.1&to=2026.1';
    const { differences } = answerOf<{
      differences: { path: string; before: string; after: string }[];
    }>(await handler.get(url));
    const weeks = differences.find(({ path }) => path === 'clocks.outside-body.amount');
    assert.deepEqual([weeks?.before, weeks?.after], ['8', '6']);
  });
});

const charter = {
  id: 'nordwind-charter',
  version: '1',
  name: 'What Nordwind promises',
  scope: 'All passengers',
  jurisdiction: 'INT',
  effectiveFrom: null,
  verifiedOn: '2026-11-23',
  appliesWhen: { kinds: ['complaint'], to: 'every', text: 'Every complaint.' },
  definition: null,
  body: null,
  clocks: [
    {
      id: 'final',
      notice: 'final',
      anchor: 'received',
      amount: 10,
      unit: 'businessDay',
      metBy: ['finalSent'],
      source: 'Our charter',
      confidence: 'read',
    },
  ],
  pause: { allowed: 'never', source: 'Our charter', confidence: 'read' },
  notices: [
    { kind: 'final', requiredBlocks: ['decision'], source: 'Our charter', confidence: 'read' },
  ],
  fields: { required: ['product', 'outcome'], source: 'Our charter', confidence: 'read' },
  report: {
    period: 'half_year',
    template: ['reference', 'receivedOn', 'product', 'outcome'],
    nil: true,
    text: 'For our board.',
    source: 'Our charter',
    confidence: 'read',
  },
  retention: null,
  sources: [],
};

const write = (by: Visitor, wish: object = {}) =>
  by.post('/api/packs/charter', { pack: { ...charter, ...wish }, reason: 'We promise this.' });

describe('our own charter', () => {
  it('is written without a file, and counts once it is switched on', async () => {
    assertRefused(await write(handler), 403, 'not_allowed');
    answerOf(await write(administrator), 201);
    assertRefused(await write(administrator), 409, 'version_taken');
    answerOf(await switchOn(administrator, charter.id, '1'));
    const { id } = await complain(customer);
    assert.deepEqual(named(await rulesOf(id)), ['nordwind-charter 1']);
  });

  const bad: [name: string, wish: object, status: number, code: string][] = [
    ['under the name of a pack of ours', { id: 'uk-spso' }, 409, 'name_taken'],
    [
      'with a block that nobody knows',
      { version: '2', notices: [{ ...charter.notices[0], requiredBlocks: ['poem'] }] },
      422,
      'pack_unusable',
    ],
    [
      'with a pattern',
      {
        version: '2',
        banned: [{ id: 'x', pattern: '(a+)+$', why: 'x', source: 'x', confidence: 'read' }],
      },
      422,
      'pack_unusable',
    ],
    [
      'that ends before it begins',
      { version: '2', effectiveFrom: '2026-02-01', effectiveTo: '2026-01-01' },
      422,
      'invalid_input',
    ],
    ['with what no pack has', { version: '2', colour: 'red' }, 422, 'unknown_field'],
  ];
  for (const [name, wish, status, code] of bad) {
    it(`${name} is refused: ${code}`, async () => {
      assertRefused(await write(administrator, wish), status, code);
    });
  }
});

type Field = { field: string; value: string | null; isKnown: boolean };
const record = async (id: string): Promise<Field[]> =>
  answerOf<{ fields: Field[] }>(await handler.get(`/api/complaints/${id}/record`)).fields;
const fill = (id: string, values: object) =>
  handler.post(`/api/complaints/${id}/record`, { values });

type Gaps = {
  rows: number;
  isNil: boolean;
  sentence: string;
  gaps: { reference: string; owner: { name: string }; missing: { field: string }[] }[];
};
const returnOf = async (period: string): Promise<Gaps> =>
  answerOf<Gaps>(await manager.get(`/api/packs/${charter.id}/return?period=${period}`));

describe('the register', () => {
  it('asks for what the packs want and nothing else, and says whose the gap is', async () => {
    const { id, reference, owner } = await complain(customer);
    assert.deepEqual(
      (await record(id)).map(({ field }) => field),
      ['product', 'outcome'],
    );
    const csv = `/api/packs/${charter.id}/return.csv?period=2026-H2`;
    const refused = assertRefused(await manager.get(csv), 409, 'return_incomplete');
    assert.ok(refused.fields.some(({ field }) => field === reference));
    const gap = (await returnOf('2026-H2')).gaps.find((each) => each.reference === reference);
    assert.deepEqual([gap?.owner.name, gap?.missing.length], [owner.name, 2]);
    for (const each of (await returnOf('2026-H2')).gaps) {
      const { rows } = await app.pool.query<{ complaint_id: string }>(
        'select complaint_id from complaints where reference = $1',
        [each.reference],
      );
      answerOf(await fill(rows[0]?.complaint_id ?? '', { product: '=1+1,"x"', outcome: 'upheld' }));
    }
    const sent = await manager.get(csv);
    assert.equal(sent.statusCode, 200);
    const lines = sent.body.split('\r\n');
    assert.equal(lines[0], 'reference,receivedOn,product,outcome');
    assert.ok(lines.includes(`${reference},2026-11-23,"'=1+1,""x""",upheld`), sent.body);
  });

  it('says a nil return aloud', async () => {
    const { isNil, sentence } = await returnOf('2025-H1');
    assert.equal(isNil, true);
    assert.match(sentence, /nil return/);
    const csv = await manager.get(`/api/packs/${charter.id}/return.csv?period=2025-H1`);
    assert.equal(csv.body, 'nil_return,period\r\ntrue,2025-H1\r\n');
  });

  it('takes no value that does not fit', async () => {
    const { id } = await complain(customer);
    assertRefused(await fill(id, { outcome: 'great' }), 422, 'record_unusable');
    assertRefused(await fill(id, { reference: 'AM-1' }), 422, 'record_unusable');
    assertRefused(await fill(id, { poem: 'x' }), 422, 'record_unusable');
    assertRefused(await fill(id, { product: ' ' }), 422, 'invalid_input');
    assertRefused(
      await handler.get(`/api/packs/${charter.id}/return?period=2026-H1`),
      403,
      'not_allowed',
    );
  });
});

describe('a stage', () => {
  it('is with somebody who did not have it before, and shows in the story', async () => {
    answerOf(await switchOn(administrator, 'uk-housing-2024', '2024.1'));
    const complaint = await complain(customer);
    const { id } = complaint;
    answerOf(
      await handler.post(`/api/complaints/${id}/messages`, { text: 'We looked into it.' }),
      201,
    );
    const next = (by: Visitor) => by.post(`/api/complaints/${id}/stages`, {});
    assertRefused(await next(handler), 409, 'same_handler');
    assert.deepEqual(answerOf(await next(colleague), 201), { stage: 2 });
    assertRefused(await next(manager), 409, 'no_such_stage');
    assert.equal((await rulesOf(id)).stage, 2);
    assert.match(storyOf(await look(handler, complaint)), /stage 2, with Hugo Brandt/);
  });

  it('is begun once by two at the same time', async () => {
    const { id } = await complain(customer);
    const answers = await Promise.all(
      [handler, colleague].map((by) => by.post(`/api/complaints/${id}/stages`, {})),
    );
    assert.deepEqual(answers.map(({ statusCode }) => String(statusCode)).toSorted(), [
      '201',
      '409',
    ]);
  });
});

describe('an outside body', () => {
  it('is stated in one place', async () => {
    const body = {
      name: 'Schlichtungsstelle Reise & Verkehr',
      website: 'www.schlichtung-reise-und-verkehr.de',
      phone: null,
      address: null,
      email: null,
    };
    assertRefused(await manager.post('/api/outside-bodies/stated-adr', body), 403, 'not_allowed');
    answerOf(await administrator.post('/api/outside-bodies/stated-adr', body));
    assertRefused(await administrator.post('/api/outside-bodies/nobody', body), 404, 'not_found');
    const { bodies } = answerOf<{ bodies: { id: string; name: string; isStated: boolean }[] }>(
      await handler.get('/api/outside-bodies'),
    );
    const stated = bodies.find(({ id }) => id === 'stated-adr');
    assert.deepEqual([stated?.name, stated?.isStated], [body.name, true]);
  });
});

it('everything of this can be told from the ledger', () => assertWhole(app));
