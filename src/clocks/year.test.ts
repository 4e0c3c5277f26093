import assert from 'node:assert/strict';
import { it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { programActor } from '#ledger/ledger.ts';
import { sealAll } from '#ledger/sealer.ts';
import { verify } from '#ledger/verify.ts';
import { addPerson } from '#staff/index.ts';
import { monday, startApp } from '../../test/app.ts';
import {
  type Absent,
  expectedOf,
  holidays,
  isAway,
  isWorkTime,
  type Told,
} from '../../test/slow-clocks.ts';
import { answerOf, type Visitor } from '../../test/visitor.ts';

// A year of an organisation with sixty people, three packs, holidays, absences, and a program that is
// down now and then, also for days. What the ledger says then is compared with dates that are found by
// counting days one by one, without the calendar kit. AMENDS_YEAR is the number of complaints.

const complaintCount = Number(process.env['AMENDS_YEAR'] ?? 36);
const dayMs = 86_400_000;
const hourMs = 3_600_000;

let state = 20_261_123;
const below = (limit: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};

const app = await startApp();
const { amends, clock, people, db } = app;
const begin = Date.parse(monday);
const end = begin + 365 * dayMs;

async function hire(): Promise<string[]> {
  const staff: string[] = [];
  for (let team = 0; team < 6; team++) {
    const join = (name: string, managerId: string, role: 'handler' | 'manager') =>
      amends.ledger.write(programActor, (unit) =>
        addPerson(unit, {
          name,
          title: 'Customer care',
          email: `${name.replace(' ', '.').toLowerCase()}@nordwind.example`,
          phone: null,
          roles: [role],
          managerId,
        }),
      );
    const lead = await join(`Lead ${team}`, people.manager.staffId, 'manager');
    for (let seat = 0; seat < 8; seat++)
      staff.push(await join(`Seat ${team}${seat}`, lead, 'handler'));
  }
  return staff;
}

/** Everybody is away once or twice; the next seat covers. */
async function planAbsences(by: Visitor, staff: readonly string[]): Promise<Absent[]> {
  const absences: Absent[] = [];
  for (const [seat, staffId] of staff.entries()) {
    const from = begin + (7 + below(330)) * dayMs;
    const absent = {
      staffId,
      coverId: staff[(seat + 1) % staff.length] ?? people.manager.staffId,
      from: new Date(from).toISOString().slice(0, 10),
      until: new Date(from + (3 + below(15)) * dayMs).toISOString().slice(0, 10),
    };
    answerOf(await by.post('/api/absences', absent), 201);
    absences.push(absent);
  }
  return absences;
}

type Act = { at: number; do(): Promise<void> };

/** From complaint to final answer, or to nothing: some are answered late, and some never. */
function lifeOf(acts: Act[], by: Visitor): void {
  const received = begin + below(300 * 24) * hourMs + below(3_600) * 1_000;
  let url = '';
  const post = async (path: string, body: object, status = 201) =>
    answerOf<{ pointId: string }>(await by.post(`${url}${path}`, body), status);
  acts.push({
    at: received,
    do: async () => {
      const { id } = answerOf<{ id: string }>(
        await by.post('/api/complaints', { text: 'It never came.', name: 'Kim Lee' }),
        201,
      );
      url = `/api/complaints/${id}`;
    },
  });
  const answered = received + below(4 * 24) * hourMs;
  if (below(10) > 0)
    acts.push({
      at: answered + 1,
      do: async () => void (await post('/messages', { text: 'We look into it.' })),
    });
  if (below(5) === 0) return;
  acts.push({
    at: answered + below(70 * 24) * hourMs + 2,
    do: async () => {
      const { pointId } = await post('/points', { text: 'It never came.' });
      const finding = { finding: 'not_upheld', reason: 'It came.' };
      await post(`/points/${pointId}/finding`, finding, 200);
      await post('/messages', { text: 'It came on Friday.', isFinal: true });
    },
  });
}

/** Up to nine days in which nothing runs; what people wanted to do waits until it is over. */
const outages = Array.from({ length: 14 }, () => {
  const from = begin + below(355 * 24) * hourMs;
  return { from, to: from + (1 + below(9 * 24)) * hourMs };
});
const upAfter = (at: number): number =>
  outages.reduce((time, { from, to }) => (from <= time && time < to ? to : time), at);

async function live(acts: Act[]): Promise<void> {
  const looks: Act[] = [];
  for (let at = begin; at < end; at += 8 * hourMs + below(4 * 3_600) * 1_000)
    looks.push({ at, do: async () => undefined });
  const all = [...acts, ...looks]
    .map((act) => ({ ...act, at: upAfter(upAfter(act.at)) }))
    .filter(({ at }) => at < end)
    .toSorted((one, other) => one.at - other.at);
  for (const act of all) {
    clock.set(new Date(act.at));
    await act.do();
    // Instances of a program that come back at once look at the same time.
    await Promise.all([app.sweep('look at clocks'), app.sweep('look at clocks')]);
  }
  clock.set(new Date(end));
  await app.sweep('look at clocks');
}

it('a year of clocks is as counted by hand', { timeout: 600_000 }, async (t) => {
  const administrator = await app.withToken('an administrator', people.administrator);
  const rest = {
    workingDays: [1, 2, 3, 4, 5],
    holidays: holidays.map((day) => ({ day, name: 'Off' })),
  };
  answerOf(await administrator.post('/api/organisation/calendar', rest));
  for (const [pack, version] of [
    ['eu-psd2', '2015.1'],
    ['uk-fca-disp', '2026.1'],
    ['uk-housing-2024', '2024.1'],
  ]) {
    const wish = { version, appliesTo: 'every', reason: 'It is the law.' };
    answerOf(await administrator.post(`/api/packs/${pack}/switching-on`, wish));
  }
  const by = await app.withToken('a manager', people.manager);
  const absences = await planAbsences(by, await hire());
  const acts: Act[] = [];
  for (let number = 0; number < complaintCount; number++) lifeOf(acts, by);
  await live(acts);

  const entries = await db
    .selectFrom('ledger_entries')
    .select(['customer_id', 'stream', 'type', 'data', 'recorded_at as at'])
    .where('stream', 'like', 'c%')
    .orderBy('recorded_at')
    .orderBy('version')
    .execute();
  const facts = entries.map((entry) => ({ ...entry, data: entry.data as Record<string, string> }));
  const found = facts
    .flatMap(({ type, stream, data }) => {
      const started = facts.find(
        (fact) => fact.type === 'ClockStarted' && fact.data['clockId'] === data['clockId'],
      )?.data;
      const rule = `${stream.slice(7)} ${started?.['packId']} ${started?.['ruleId']}`;
      if (type === 'ClockWarned') return [`${rule} warned ${data['warnAt']}`];
      return type === 'ClockBreached' ? [`${rule} breached ${data['dueAt']}`] : [];
    })
    .toSorted();
  const expected = expectedOf(facts, new Date(end)).toSorted();
  t.diagnostic(`${complaintCount} complaints, ${expected.length} warnings and breaches`);
  assert.deepEqual(found, expected);

  const told = facts.filter(({ type }) => type === 'ClockTold') as unknown as Told[];
  t.diagnostic(`${told.length} times somebody was told`);
  assert.ok(told.length > 0);
  for (const { at, data } of told) {
    assert.ok(isWorkTime(at), `somebody was told at ${at.toISOString()}`);
    assert.ok(!isAway(absences, data.staffId, at), `somebody was told who is away`);
  }

  const { signingKey: key } = amends;
  await sealAll(db, clock, key);
  const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
  assert.deepEqual(faults, []);
});
