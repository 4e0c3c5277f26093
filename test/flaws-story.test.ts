import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createAmends } from '#app/amends.ts';
import { dayMs, hourMs, minuteMs } from '#clock.ts';
import { finderOf, tellEverybody } from '#flaws/index.ts';
import { startApp } from './app.ts';
import { complain, look, type Received } from './complaints.ts';
import { background, brokenScreens } from './flaws-texts.ts';
import { answerOf } from './visitor.ts';
import { assertWhole } from './whole.ts';

const app = await startApp();
const { people, clock } = app;
const customer = app.anyone();
const manager = await app.as(people.manager);
const handler = await app.as(people.handler);
const designer = await app.as(people.designer);
/** The same product a second time, on the same database: as after a restart, or on another machine. */
const restarted = () => createAmends(app.config, app.db, { clock });

const start = Date.parse('2026-09-01T08:00:00Z');
const faultAt = start + 56 * dayMs;

type Flaw = {
  id: string;
  state: string;
  name: string;
  complaints: number;
  returnedTimes: number;
  ending: string | null;
  evidence: { complaints: { id: string }[]; usual: number; words: string[] } | null;
  newest: { id: string; text: string; by: string }[];
  fixes: {
    id: string;
    state: string;
    figures: { before: { traced: number }; after: { traced: number }; chance: number } | null;
    told: { told: number; broken: number };
  }[];
};

const flaws = async (part = 'open'): Promise<Flaw[]> =>
  answerOf<{ flaws: Flaw[] }>(await manager.get(`/api/flaws?part=${part}`)).flaws;
const read = async (id: string): Promise<Flaw> =>
  answerOf<Flaw>(await manager.get(`/api/flaws/${id}`));

let number = 0;
const post = (body: object): Promise<Received> =>
  complain(customer, { email: `customer${number++}@example.org`, ...body });

/** Complaints of every day, spread over some time, looked at as they come. */
async function usualComplaints(count: number, from: number, until: number): Promise<void> {
  for (const [place, body] of background(count, from).entries()) {
    clock.set(new Date(from + ((until - from) * place) / count));
    await post(body);
    if (place % 25 === 24) await app.sweep('find flaws');
  }
  await app.sweep('find flaws');
}

const screens: Received[] = [];
let flawId = '';
let fixId = '';

async function screenBreaks(count: number): Promise<void> {
  for (const body of brokenScreens(screens.length, count)) screens.push(await post(body));
}

/** Whoever confirms a flaw looks at the complaints behind it, and the program learns from that. */
async function takeOutOthers(): Promise<void> {
  const ours = new Set(screens.map(({ id }) => id));
  const { newest } = await read(flawId);
  for (const { id } of newest.filter((each) => !ours.has(each.id))) {
    const wish = { reason: 'Something else.' };
    answerOf(await handler.post(`/api/complaints/${id}/flaws/${flawId}/removal`, wish));
  }
}

describe('eight weeks of complaints, and then a fault in one product', () => {
  it('raise nothing as long as nothing is unusual', async () => {
    await usualComplaints(300, start, faultAt);
    assert.deepEqual(await flaws(), []);
  });

  it('are suspected within minutes of the sixth, once, by however many programs', async () => {
    for (let each = 0; each < 6; each++) {
      clock.set(new Date(faultAt + each * 40 * minuteMs));
      await screenBreaks(1);
    }
    clock.set(new Date(clock.now().getTime() + 2 * minuteMs));
    const other = await restarted();
    await Promise.all([finderOf(app.amends).look(), finderOf(other).look()]);
    const [suspected, ...more] = await flaws();
    assert.ok(suspected);
    assert.deepEqual(more, []);
    flawId = suspected.id;
    const { evidence, state } = await read(flawId);
    assert.equal(state, 'suspected');
    const ours = new Set(screens.map(({ id }) => id));
    const right = (evidence?.complaints ?? []).filter(({ id }) => ours.has(id)).length;
    assert.ok(right >= 4, `${right} of six are in the evidence`);
    assert.ok((evidence?.usual ?? 9) < 2);
    assert.match(evidence?.words.join(' ') ?? '', /screen|black/i);
    const { tasks } = answerOf<{ tasks: { kind: string }[] }>(await manager.get('/api/tasks'));
    assert.ok(tasks.some(({ kind }) => kind === 'flaw_suspected'));
    await other.reading.reader.close();
  });

  it('go on being traced after a restart, in every language, and nothing is raised twice', async () => {
    await takeOutOthers();
    const naming = { name: 'Seat screens stay black', harm: 'loss', reason: 'Six in a morning.' };
    answerOf(await manager.post(`/api/flaws/${flawId}/name`, naming));
    const other = await restarted();
    for (let day = 1; day <= 5; day++) {
      clock.set(new Date(faultAt + day * dayMs));
      await screenBreaks(7);
      await usualComplaints(5, clock.now().getTime(), clock.now().getTime() + hourMs);
      await finderOf(other).look();
    }
    assert.equal(screens.length, 41);
    await other.reading.reader.close();
    // In another language it may look like something else: a person sees that it is one.
    const others = (await flaws()).filter(({ id }) => id !== flawId);
    assert.ok(others.length <= 1);
    for (const { id } of others) {
      const merging = { into: flawId, reason: 'The same screens, in German.' };
      answerOf(await handler.post(`/api/flaws/${id}/merging`, merging));
    }
    assert.equal((await flaws()).length, 1);
    const { newest } = await read(flawId);
    const traced = new Set(newest.map(({ id }) => id));
    const found = screens.filter(({ id }) => traced.has(id)).length;
    assert.ok(found >= 33, `${found} of 41 were traced by the program`);
    assert.ok(newest.length - found <= 3, `${newest.length - found} others were traced`);
  });

  it('look like the flaw where the program is not sure, and a person says so', async () => {
    const { newest } = await read(flawId);
    const traced = new Set(newest.map(({ id }) => id));
    for (const { id } of screens.filter((each) => !traced.has(each.id))) {
      const beside = answerOf<{ looksLike: { flaw: { id: string }; words: string[] }[] }>(
        await handler.get(`/api/complaints/${id}/flaws`),
      );
      assert.ok(beside.looksLike.every((like) => like.flaw.id === flawId));
      const wish = { flawId, reason: 'The same screens.' };
      answerOf(await handler.post(`/api/complaints/${id}/flaws`, wish));
    }
    await takeOutOthers();
    assert.equal((await read(flawId)).complaints, 41);
  });
});

describe('the flaw', () => {
  const shippedAt = faultAt + 6 * dayMs;

  it('is handed to the designers and fixed, and 41 are told, each once', async () => {
    clock.set(new Date(shippedAt));
    const cause = { cause: 'PRD.defect', reason: 'The new display driver.' };
    answerOf(await designer.post(`/api/flaws/${flawId}/cause`, cause));
    const dueAt = new Date(shippedAt + 2 * dayMs).toISOString();
    const ask = { designerId: people.designer.staffId, dueAt };
    answerOf(await handler.post(`/api/flaws/${flawId}/design-question`, ask));
    const answer = { kind: 'design_answer', text: 'The driver goes back tonight.' };
    answerOf(await designer.post(`/api/flaws/${flawId}/messages`, answer), 201);
    const plan = { what: 'The old driver again.', dueOn: '2026-12-01' };
    fixId = answerOf<{ fixId: string }>(
      await designer.post(`/api/flaws/${flawId}/fixes`, plan),
      201,
    ).fixId;
    const texts = [
      { language: 'en', wrong: 'A new driver left the screens black.', different: 'It is gone.' },
      { language: 'de', wrong: 'Ein neuer Treiber ließ sie schwarz.', different: 'Er ist weg.' },
    ];
    answerOf(await designer.post(`/api/fixes/${fixId}/shipping`, { texts }));
    const other = await restarted();
    await assert.rejects(stopHalfway(), /killed/);
    await Promise.all([
      app.sweep('tell everybody of fixes'),
      tellWith(other),
      tellWith(app.amends),
    ]);
    await app.sweep('tell everybody of fixes');
    const { rows } = await app.pool.query<{ customers: number; notices: number }>(
      `select count(distinct customer_id) as customers, count(*) as notices
       from notices where kind = 'fix_shipped'`,
    );
    assert.deepEqual(rows[0], { customers: 41, notices: 41 });
    assert.equal((await read(flawId)).fixes[0]?.told.told, 41);
    await other.reading.reader.close();
  });

  it('ends when fewer complaints come, by a stated test', async () => {
    await usualComplaints(150, shippedAt + hourMs, shippedAt + 28 * dayMs);
    clock.set(new Date(shippedAt + 28 * dayMs + minuteMs));
    await app.sweep('judge fixes');
    const { state, ending, fixes } = await read(flawId);
    assert.deepEqual([state, ending, fixes[0]?.state], ['ended', 'fixed', 'verified']);
    const figures = fixes[0]?.figures;
    assert.ok((figures?.before.traced ?? 0) >= 40);
    assert.ok((figures?.chance ?? 1) < 0.001);
    assert.equal((await flaws()).length, 0);
    const told = { to: 'staff', text: 'You said the screens were black; the driver is gone.' };
    answerOf(await manager.post(`/api/fixes/${fixId}/publishing`, told));
    const pageOf = async () => (await customer.get('/you-said-we-did')).body;
    assert.doesNotMatch(await pageOf(), /the driver is gone/);
    answerOf(await manager.post(`/api/fixes/${fixId}/publishing`, { ...told, to: 'public' }));
    assert.match(await pageOf(), /the driver is gone/);
    const said = answerOf<{ fixes: { text: string; complaints: number }[] }>(
      await handler.get('/api/you-said-we-did'),
    );
    assert.equal(said.fixes[0]?.text, told.text);
  });

  it('is open again when two say that it is still broken', async () => {
    const { rows } = await app.pool.query<{ text: string }>(
      `select words.text from notices
       join words on words.customer_id = notices.customer_id and words.words_id = notices.words_id
       where kind = 'fix_shipped' order by notice_id limit 2`,
    );
    const links = rows.map(({ text }) => /\/fixed\/[\w-]+/.exec(text)?.[0] ?? '');
    assert.equal((await customer.submit(links[0] ?? '', { said: 'broken' })).statusCode, 303);
    await app.sweep('watch fixes');
    assert.equal((await read(flawId)).state, 'ended');
    const body = { said: 'broken', text: 'Black again this morning.' };
    assert.equal((await customer.submit(links[1] ?? '', body)).statusCode, 303);
    await Promise.all([app.sweep('watch fixes'), app.sweep('watch fixes')]);
    const { state, returnedTimes, fixes } = await read(flawId);
    assert.deepEqual([state, returnedTimes, fixes[0]?.state], ['named', 1, 'returned']);
    assert.equal(fixes[0]?.told.broken, 2);
    const reopened = await Promise.all(screens.map((each) => look(manager, each)));
    assert.equal(reopened.filter(({ contacts }) => contacts > 1).length, 2);
    assert.deepEqual(
      (await flaws()).map(({ id }) => id),
      [flawId],
    );
  });

  it('and all of it can be told again from the ledger', async () => {
    await assertWhole(app);
  });
});

/** The program dies after some were told: what was not committed was not done. */
async function stopHalfway(): Promise<void> {
  const { ledger } = app.amends;
  let told = 0;
  const dying = {
    ...ledger,
    write: ((actor, work) =>
      ledger.write(actor, async (unit) => {
        const result = await work(unit);
        if (++told > 7) throw new Error('killed');
        return result;
      })) as typeof ledger.write,
  };
  await tellWith({ ...app.amends, ledger: dying }).catch(() => {
    throw new Error('killed');
  });
}

const tellWith = ({ db, ledger, means }: typeof app.amends): Promise<number> =>
  tellEverybody(db, ledger, means);
