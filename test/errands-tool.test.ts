import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import { dayMs, hourMs, later, minuteMs } from '#clock.ts';
import { acceptErrand } from '#errands/commands.ts';
import { programActor } from '#ledger/ledger.ts';
import { fridayAtFive, say, seen, startWorkshop, type Workshop } from './errands.ts';
import { answerOf, assertRefused, type Visitor } from './visitor.ts';
import { assertWhole } from './whole.ts';

type Heard = { headers: Record<string, string>; body: string };

/** What stands behind the team: Jira, or a field service. */
const heard: Heard[] = [];
let status = 200;
const tool = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += String(part)));
  request.on('end', () => {
    heard.push({ headers: request.headers as Record<string, string>, body });
    response.writeHead(status, { location: 'http://localhost/elsewhere' }).end();
  });
}).listen(0, '127.0.0.1');
after(() => tool.close());
const address = () => `http://127.0.0.1:${(tool.address() as AddressInfo).port}/hook?key=hush`;

let workshop: Workshop;
let ada: Visitor;
let lines: string[];
beforeEach(async () => {
  heard.length = 0;
  status = 200;
  lines = [];
  const log = { write: (line: string) => void lines.push(line) };
  workshop = await startWorkshop({ config: { webhooksInside: true, logLevel: 'info' }, log });
  ada = await workshop.app.withToken('ada', workshop.people.administrator);
});

async function connect(url: string | null = address()): Promise<string> {
  const answer = await ada.post(`/api/teams/${workshop.teamId}/webhook`, { url });
  return answerOf<{ secret: string }>(answer).secret;
}

const tell = () => workshop.app.sweep('tell tools');
const pass = (ms: number) => workshop.app.clock.set(later(workshop.app.clock.now(), ms));

type Delivery = {
  event: string;
  state: string;
  attempts: number;
  fault: string | null;
  id: string;
};
const deliveries = async (): Promise<Delivery[]> =>
  answerOf<{ deliveries: Delivery[] }>(
    await workshop.as.mina.get(`/api/teams/${workshop.teamId}/deliveries`),
  ).deliveries;

const tasksOfLead = async (): Promise<string[]> => {
  const lead = await workshop.app.withToken('lena', workshop.people.lead);
  const { tasks } = answerOf<{ tasks: { kind: string }[] }>(await lead.get('/api/tasks'));
  return tasks.map(({ kind }) => kind);
};

describe('the webhook of a team', () => {
  it('tells its tool what happened, signed as standardwebhooks.com lays down', async () => {
    const secret = await connect();
    const id = await workshop.handed();
    await tell();
    const [first] = heard;
    assert.ok(first);
    const { 'webhook-id': hookId, 'webhook-timestamp': at } = first.headers;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    assert.ok(key.length >= 24);
    const mac = createHmac('sha256', key).update(`${hookId}.${at}.${first.body}`).digest('base64');
    assert.equal(first.headers['webhook-signature'], `v1,${mac}`);
    assert.equal(Number(at), Math.floor(workshop.app.clock.now().getTime() / 1_000));
    const { type, data } = JSON.parse(first.body);
    assert.equal(type, 'ErrandHanded');
    assert.deepEqual([data.errand.id, data.errand.what], [id, 'Mend signal 7.']);
    assert.ok(!first.body.includes('eva@example.org'));
    assert.equal(await tell(), 0);
    assert.equal(heard.length, 1);
    await assertWhole(workshop.app);
  });

  it('is tried again under the same id, later and later, until the tool has it', async () => {
    await connect();
    status = 503;
    await workshop.handed();
    for (const wait of [0, 30_000, minuteMs]) {
      pass(wait);
      await tell();
      await tell();
    }
    assert.equal(heard.length, 3);
    assert.equal(new Set(heard.map(({ headers }) => headers['webhook-id'])).size, 1);
    assert.deepEqual(await tasksOfLead(), ['webhook_failing']);
    const [failing] = await deliveries();
    assert.deepEqual([failing?.state, failing?.fault], ['waiting', 'http_503']);
    status = 204;
    pass(hourMs);
    await tell();
    assert.deepEqual(
      (await deliveries()).map(({ state }) => state),
      ['delivered'],
    );
    assert.deepEqual(await tasksOfLead(), []);
  });

  it('is given up at last, seen, and tried once more when somebody says so', async () => {
    await connect();
    status = 302;
    await workshop.handed();
    for (let times = 0; times < 14; times++) {
      pass(dayMs);
      await tell();
    }
    assert.equal(heard.length, 12);
    const [failed] = await deliveries();
    assert.deepEqual([failed?.state, failed?.fault], ['failed', 'http_302']);
    status = 200;
    const again = `/api/deliveries/${failed?.id}/again`;
    answerOf(await workshop.as.mina.post(again));
    await tell();
    assert.equal((await deliveries())[0]?.state, 'delivered');
    assertRefused(await workshop.as.mina.post(again), 409, 'not_failed');
  });

  it('of one who died in the middle of it is told by another, under the same id', async () => {
    await connect();
    await workshop.handed();
    const { db } = workshop.app;
    // Claimed, and never heard of again.
    const next = later(workshop.app.clock.now(), 30_000);
    await db.updateTable('errand_deliveries').set({ attempts: 1, next_attempt_at: next }).execute();
    await tell();
    assert.equal(heard.length, 0);
    pass(31_000);
    await tell();
    assert.equal(heard.length, 1);
  });

  it('never goes to a private network unless the house allows it', async () => {
    workshop = await startWorkshop();
    ada = await workshop.app.withToken('ada', workshop.people.administrator);
    const { port } = tool.address() as AddressInfo;
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1']) {
      await connect(`http://${host}:${port}/`);
      await workshop.handed();
      await tell();
    }
    assert.equal(heard.length, 0);
    const faults = (await deliveries()).map(({ fault }) => fault);
    assert.deepEqual(new Set(faults), new Set(['private_network']));
  });

  it('keeps its secrets: each is shown once, and none stands in a log or an answer', async () => {
    const first = await connect();
    const second = await connect();
    assert.notEqual(first, second);
    await workshop.handed();
    await tell();
    status = 500;
    await workshop.handed();
    await tell();
    const teams = (await workshop.as.mina.get('/api/teams')).body;
    const all = [...lines, teams, JSON.stringify(await deliveries())].join('\n');
    for (const secret of [first, second, 'hush']) assert.ok(!all.includes(secret));
    assertRefused(
      await workshop.as.mina.post(`/api/teams/${workshop.teamId}/webhook`, { url: null }),
      403,
      'not_allowed',
    );
  });
});

describe('the tool of a team', () => {
  let jira: Visitor;
  const makeToken = async (): Promise<Visitor> => {
    const answer = await ada.post(`/api/teams/${workshop.teamId}/tool`);
    const { token } = answerOf<{ token: string }>(answer);
    const headers = { authorization: `Bearer ${token}` };
    return {
      ...workshop.app.anyone(),
      get: (url) => workshop.app.anyone().get(url, headers),
      post: (url, body) => workshop.app.anyone().post(url, body ?? {}, headers),
    };
  };
  beforeEach(async () => {
    jira = await makeToken();
  });

  it('accepts and finishes for those it names, with its own reference, as often as it says so', async () => {
    const id = await workshop.handed();
    const { fritz } = workshop.people;
    const accepted = { dueAt: fridayAtFive, fixerId: fritz.staffId, reference: 'OPS-123' };
    await say(jira, id, ['acceptance', accepted]);
    const errand = await say(jira, id, ['acceptance', accepted]);
    assert.deepEqual(
      [errand.state, errand.owner?.id, errand.reference],
      ['accepted', fritz.staffId, 'OPS-123'],
    );
    await say(jira, id, ['done', { result: 'Closed in Jira.' }]);
    assert.equal((await say(jira, id, ['done', { result: 'Closed in Jira.' }])).state, 'done');
    await assertWhole(workshop.app);
  });

  it('speaks for the lead where it names nobody, and declines with a reason', async () => {
    const id = await workshop.handed();
    const errand = await say(jira, id, ['declination', { reason: 'No capacity.' }]);
    assert.equal(errand.state, 'declined');
    const other = await workshop.handed();
    const taken = await say(jira, other, ['acceptance', { dueAt: fridayAtFive }]);
    assert.equal(taken.owner?.id, workshop.people.lead.staffId);
  });

  it('reaches nothing but the errands of its team', async () => {
    const depot = await workshop.form('Depot');
    const id = await workshop.handed({ teamId: depot });
    const url = `/api/errands/${id}`;
    assertRefused(await jira.get(url), 403, 'not_allowed');
    assertRefused(await jira.post(`${url}/done`), 403, 'not_allowed');
    const { complaint } = await seen(workshop.as.hana, id);
    assertRefused(await jira.get(`/api/complaints/${complaint.id}`), 403, 'not_allowed');
    assertRefused(await jira.get('/api/complaints'), 403, 'not_allowed');
    const own = await workshop.handed();
    const verdict = { isFixed: true, by: 'check' };
    assertRefused(await jira.post(`/api/errands/${own}/verdict`, verdict), 403, 'not_allowed');
    const stranger = { dueAt: fridayAtFive, fixerId: workshop.people.designer.staffId };
    assertRefused(await jira.post(`/api/errands/${own}/acceptance`, stranger), 422, 'not_in_team');
  });

  it('ends when a new one is made', async () => {
    const id = await workshop.handed();
    const next = await makeToken();
    // A token that was revoked is believed for some seconds at most.
    pass(minuteMs);
    assertRefused(await jira.get(`/api/errands/${id}`), 401, 'token_unknown');
    await seen(next, id);
  });
});

type Capacity = {
  earliest: string | null;
  method: string;
  open: number;
  teamPaceOfWeek: number | null;
  isOverloaded: boolean;
  willBreak: { errandId: string; likelyAt: string }[];
};
const capacity = async (): Promise<Capacity> =>
  answerOf<Capacity>(await workshop.as.hana.get(`/api/teams/${workshop.teamId}/capacity`));

/** Eight weeks in which the team does one errand a day, each two days after it was handed over. */
async function past(): Promise<void> {
  const { app, people } = workshop;
  const complaintId = await workshop.complaint();
  for (let day = 0; day < 40; day++) {
    const date = new Date(
      Date.parse('2026-11-23T09:00:00Z') + (day + 2 * Math.floor(day / 5)) * dayMs,
    );
    app.clock.set(date);
    const id = await workshop.hand(complaintId);
    const due = later(date, 20 * dayMs).toISOString();
    await say(workshop.as.fritz, id, ['acceptance', { dueAt: due }]);
    app.clock.set(later(date, hourMs));
    if (day >= 2) await finishOldest(people.fritz.staffId);
  }
}

async function finishOldest(staffId: string): Promise<void> {
  const { app } = workshop;
  const row = await app.db
    .selectFrom('errands')
    .select('errand_id')
    .where('owner_id', '=', staffId)
    .where('state', '=', 'accepted')
    .orderBy('handed_at')
    .executeTakeFirstOrThrow();
  await say(workshop.as.fritz, row.errand_id, ['done', {}]);
}

describe('capacity', () => {
  it('is not told where too little is known, and nobody is warned', async () => {
    const { earliest, method, teamPaceOfWeek } = await capacity();
    assert.deepEqual([earliest, teamPaceOfWeek], [null, null]);
    assert.match(method, /too few errands for an honest date/);
    const id = await workshop.handed({ neededBy: '2026-11-23T10:00:00Z' });
    assert.equal((await seen(workshop.as.hana, id)).warnedAt, null);
  });

  it('warns whoever promises sooner, and has it on record when they do it all the same', async () => {
    await past();
    const before = await capacity();
    assert.ok(before.earliest);
    assert.match(before.method, /At the pace of the last 12 weeks, .*2 errands lie before it/);
    // A team of two has no pace that is not somebody's own.
    assert.equal(before.teamPaceOfWeek, null);
    const complaintId = await workshop.complaint();
    const body = { teamId: workshop.teamId, what: 'Mend it.', why: 'She waits.' };
    const neededBy = later(new Date(before.earliest), -hourMs).toISOString();
    const url = `/api/complaints/${complaintId}/errands`;
    const refused = await workshop.as.hana.post(url, { ...body, neededBy });
    const { message } = assertRefused(refused, 409, 'sooner_than_honest');
    assert.match(message, /“Workshop”.*the earliest honest date is/);
    const knowingly = await workshop.as.hana.post(url, { ...body, neededBy, knowingly: true });
    const { errandId, isWarned } = answerOf<{ errandId: string; isWarned: boolean }>(
      knowingly,
      201,
    );
    assert.equal(isWarned, true);
    assert.ok((await seen(workshop.as.hana, errandId)).warnedAt);
    const facts = await workshop.app.db
      .selectFrom('ledger_entries')
      .select('data')
      .where('type', '=', 'CapacityWarned')
      .execute();
    assert.deepEqual(
      facts.map(({ data }) => (data as { staffId: string }).staffId),
      [workshop.people.handler.staffId],
    );
    const { earliest } = await capacity();
    answerOf(await workshop.as.hana.post(url, { ...body, neededBy: earliest }), 201);
    await assertWhole(workshop.app);
  });

  it('takes absences out of the days ahead', async () => {
    await past();
    const before = await capacity();
    for (const by of [workshop.as.fritz, workshop.as.frida]) {
      const body = {
        from: '2027-01-18',
        until: '2027-01-29',
        coverId: workshop.people.manager.staffId,
      };
      answerOf(await by.post('/api/absences', body), 201);
    }
    const after = await capacity();
    assert.ok(before.earliest && after.earliest);
    const gained = Date.parse(after.earliest) - Date.parse(before.earliest);
    assert.equal(gained, 14 * dayMs);
  });

  it('shows the manager what overload will break, before it breaks', async () => {
    await past();
    const complaintId = await workshop.complaint();
    const soon = later(workshop.app.clock.now(), 7 * dayMs).toISOString();
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) {
      ids.push(await workshop.hand(complaintId, { neededBy: soon, knowingly: true }));
    }
    const { isOverloaded, willBreak } = await capacity();
    assert.ok(isOverloaded);
    // A little less than one a day: three more fit into the five days, after the two before them.
    assert.deepEqual(
      willBreak.map(({ errandId }) => errandId),
      ids.slice(-9),
    );
    await workshop.app.sweep('watch teams');
    await workshop.app.sweep('watch teams');
    const tasks = answerOf<{ tasks: { kind: string }[] }>(await workshop.as.mina.get('/api/tasks'));
    assert.deepEqual(
      tasks.tasks.map(({ kind }) => kind).filter((kind) => kind === 'team_overloaded'),
      ['team_overloaded'],
    );
  });

  it('tells whoever promised when a fixer accepts for a later day', async () => {
    const id = await workshop.handed({ neededBy: '2026-11-25T16:00:00Z' });
    await say(workshop.as.fritz, id, ['acceptance', { dueAt: fridayAtFive }]);
    const { tasks } = answerOf<{ tasks: { kind: string }[] }>(
      await workshop.as.hana.get('/api/tasks'),
    );
    assert.deepEqual(
      tasks.map(({ kind }) => kind),
      ['errand_later'],
    );
  });
});

it('of a unit that dies in the middle nothing is left', async () => {
  const { app } = workshop;
  await connect();
  const id = await workshop.handed();
  const before = await seen(workshop.as.hana, id);
  const { customer_id: customerId } = await app.db
    .selectFrom('errands')
    .select('customer_id')
    .executeTakeFirstOrThrow();
  const { staffId } = workshop.people.fritz;
  const wish = {
    fixerId: staffId,
    by: staffId,
    dueAt: new Date(fridayAtFive),
    way: 'desk',
  } as const;
  await assert.rejects(
    app.amends.ledger.write(programActor, async (unit) => {
      await acceptErrand(unit, { customerId, errandId: id }, { ...wish, isNamed: false });
      throw new Error('killed');
    }),
    /killed/,
  );
  assert.deepEqual(await seen(workshop.as.hana, id), before);
  assert.deepEqual(
    (await deliveries()).map(({ event }) => event),
    ['ErrandHanded'],
  );
  await assertWhole(app);
});
