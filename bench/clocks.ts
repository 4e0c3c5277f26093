import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Amends, createAmends } from '#app/amends.ts';
import { schedule } from '#app/schedule.ts';
import { createWeb } from '#app/web.ts';
import { clockRuleSchema } from '#calendar/clock-rule.ts';
import { hourMs, later, secondMs, settableClock, systemClock } from '#clock.ts';
import { dueOf, lookAtClocks, reckoningOf, warningsOf } from '#clocks/index.ts';
import { readConfig } from '#config.ts';
import { openDatabase } from '#database/open.ts';
import { newId } from '#id.ts';
import { startSweeps } from '#jobs/sweeps.ts';
import { programActor } from '#ledger/ledger.ts';
import { makeAccessToken, setUp } from '#staff/index.ts';
import { hourCharter as charter } from './hour-charter.ts';
import { round, timed, timingOf } from './measure.ts';

const say = (line: string): void => console.error(line);

/** Prints how fast dates are found, what open clocks cost, and how late a breach is written. */
export async function measureClocks(openCount: number, isSmall: boolean): Promise<void> {
  say('reckoning dates');
  const reckoned = reckon(isSmall ? 20_000 : 200_000);
  const folder = await mkdtemp(join(tmpdir(), 'amends-bench-'));
  const config = readConfig({
    AMENDS_DATA: folder,
    LOG_LEVEL: 'error',
    RATE_TOKEN_PER_MINUTE: '100000000',
  });
  const database = await openDatabase(config, 'server');
  try {
    const time = settableClock(new Date());
    const amends = await createAmends(config, database.db, { clock: time });
    const desk = await openDesk(amends, database.pool);
    await desk.complain(later(time.now(), -secondMs));
    say(`loading ${openCount} open clocks`);
    const loading = await load(database.pool, openCount);
    const bench = { ...database, amends, desk, time };
    const idle = await sweepIdle(bench, isSmall ? 20 : 100);
    const burst = await sweepBurst(bench, isSmall ? 50 : 500);
    const lateness = await measureLateness(bench, isSmall ? 30 : 300);
    await desk.server.close();
    await amends.reading.reader.close();
    const result = {
      machine: { cores: 2, database: 'embedded PostgreSQL' },
      dates: reckoned,
      open_clocks: openCount,
      loading,
      sweep_with_nothing_due: idle,
      breaches_at_once: burst,
      lateness_of_a_breach: lateness,
      simulated_year: await simulateYear(isSmall ? 12 : 150),
    };
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const rules = [
  { amount: 8, unit: 'week', calendar: 'GB-ENG' },
  { amount: 10, unit: 'businessDay', calendar: 'GB-ENG' },
  { amount: 35, unit: 'businessDay', calendar: 'organisation' },
  { amount: 30, unit: 'calendarDay', calendar: 'AU', roll: 'nextBusinessDay' },
  { amount: 6, unit: 'month', calendar: 'DE-BY' },
  { amount: 16, unit: 'workingHour', calendar: 'organisation', endRule: 'exactTime' },
].map((rule) =>
  clockRuleSchema.parse({
    id: 'final',
    notice: 'final',
    anchor: 'received',
    metBy: ['finalSent'],
    source: 'A rule',
    confidence: 'read',
    ...rule,
  }),
);

/** Dates with their warnings, from receipts all over two years. */
function reckon(count: number) {
  const reckoning = reckoningOf({
    zone: 'Europe/Berlin',
    workingDays: [1, 2, 3, 4, 5],
    holidays: [{ day: '2026-12-24' }, { day: '2026-12-31' }],
  });
  const start = Date.UTC(2026, 0, 1);
  const one = (number: number): void => {
    const rule = rules[number % rules.length];
    if (!rule) return;
    const anchoredAt = new Date(start + ((number * 7_919_777) % (730 * 24)) * hourMs);
    const dueAt = dueOf(rule, anchoredAt, reckoning);
    warningsOf(rule, { anchoredAt, dueAt, now: anchoredAt }, reckoning);
  };
  for (let number = 0; number < count / 10; number++) one(number);
  const startedAt = performance.now();
  for (let number = 0; number < count; number++) one(number);
  const seconds = (performance.now() - startedAt) / 1000;
  return { count, per_second: round(count / seconds, 0) };
}

type Desk = { server: FastifyInstance; complain(receivedAt: Date): Promise<void> };

/** An organisation that promises a final answer within an hour of receipt. */
async function openDesk(amends: Amends, pool: pg.Pool): Promise<Desk> {
  const server = await createWeb(amends, pool);
  await server.ready();
  const person = (name: string) => ({
    name,
    title: '-',
    email: `${name}@bench.invalid`,
    phone: null,
  });
  const house = {
    name: 'Bench',
    zone: 'Etc/UTC',
    address: '-',
    phone: '-',
    email: 'a@bench.invalid',
  };
  const { administratorId } = await amends.ledger.write(programActor, (unit) =>
    setUp(unit, {
      organisation: house,
      answerable: person('maria'),
      deputy: person('jonas'),
      administrator: person('ada'),
    }),
  );
  const wish = { name: 'bench', staffId: administratorId };
  const token = await makeAccessToken(amends.db, wish, amends.clock.now());
  const post = async (url: string, payload: object): Promise<void> => {
    const headers = { authorization: `Bearer ${token}` };
    const { statusCode, body } = await server.inject({ method: 'POST', url, payload, headers });
    if (statusCode >= 300) throw new Error(`${url}: ${statusCode} ${body}`);
  };
  await post('/api/packs/charter', { pack: charter, reason: 'To measure.' });
  const on = { version: charter.version, appliesTo: 'every', reason: 'To measure.' };
  await post(`/api/packs/${charter.id}/switching-on`, on);
  const text = 'It never came.';
  return {
    server,
    complain: (receivedAt) =>
      post('/api/complaints', { text, receivedAt: receivedAt.toISOString() }),
  };
}

const perComplaint = 100;

/** Clocks that are due in the next months, of complaints that are copies of one. */
async function load(pool: pg.Pool, count: number) {
  const startedAt = performance.now();
  const client = await pool.connect();
  try {
    await client.query(
      `insert into complaints select (jsonb_populate_record(complaints, jsonb_build_object(
         'complaint_id', gen_random_uuid(), 'reference', 'B' || number))).*
       from complaints, generate_series(1, $1) as number`,
      [Math.ceil(count / perComplaint)],
    );
    const { rows } = await client.query<{ customer_id: string; complaint_id: string }>(
      `select customer_id, complaint_id from complaints where reference like 'B%' order by 2`,
    );
    const columns =
      'customer_id, clock_id, complaint_id, pack_id, pack_version, rule_id, notice, anchor, anchored_at, started_at, first_due_at, due_at, moved_times, state, warnings, tell_step, next_at';
    const lines = function* () {
      for (let number = 0; number < count; number++) {
        const row = rows[Math.floor(number / perComplaint)];
        const due = new Date(Date.now() + (30 * 24 + (number % (120 * 24))) * hourMs).toISOString();
        const now = new Date().toISOString();
        const ids = [row?.customer_id, newId(), row?.complaint_id];
        const rule = ['bench', '1', 'final', 'final', 'received'];
        yield `${[...ids, ...rule, now, now, due, due, 0, 'running', '[]', 0, due].join('\t')}\n`;
      }
    };
    await pipeline(
      Readable.from(lines()),
      client.query(copyFrom(`copy clocks (${columns}) from stdin`)),
    );
    await client.query('analyze clocks');
  } finally {
    client.release();
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds: round(seconds, 1), per_second: round(count / seconds, 0) };
}

type Bench = {
  amends: Amends;
  pool: pg.Pool;
  desk: Desk;
  time: ReturnType<typeof settableClock>;
};

/** What a look costs each second while nothing is due. */
async function sweepIdle({ amends: { db, ledger }, time }: Bench, times: number) {
  time.set(new Date());
  while ((await lookAtClocks(db, ledger, time)) > 0);
  const { p50_ms, p95_ms } = await timed(times, 1, async () => {
    await lookAtClocks(db, ledger, time);
  });
  return { p50_ms, p95_ms };
}

/** Many dates that come at the same moment, as after an outage. */
async function sweepBurst({ amends: { db, ledger }, desk, time }: Bench, count: number) {
  time.set(new Date());
  const receivedAt = later(time.now(), -hourMs + secondMs);
  say(`${count} complaints that are due at once`);
  await timed(count, 8, () => desk.complain(receivedAt));
  time.set(later(receivedAt, hourMs + secondMs));
  const startedAt = performance.now();
  while ((await lookAtClocks(db, ledger, time)) > 0);
  const seconds = (performance.now() - startedAt) / 1000;
  const written = await countBreaches(db);
  return { count: written, per_second: round(written / seconds, 1) };
}

async function countBreaches(db: Amends['db']): Promise<number> {
  const row = await db
    .selectFrom('clocks')
    .select(sql<string>`count(*)`.as('count'))
    .where('state', '=', 'breached')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** From the instant at which a date was over to the instant at which that was written. */
async function measureLateness({ amends, pool, desk, time }: Bench, count: number) {
  const before = await countBreaches(amends.db);
  const spreadMs = 30 * secondMs;
  const firstAt = later(new Date(), Math.max(20, count / 5) * secondMs);
  const log = { error: (_: object, message: string) => say(message) };
  const sweeper = await startSweeps(pool, schedule({ ...amends, clock: systemClock }), log);
  const live = setInterval(() => time.set(new Date()), 1);
  say(`${count} complaints that are due one after another`);
  await timed(count, 4, (number) =>
    desk.complain(later(firstAt, (spreadMs * number) / count - hourMs)),
  );
  if (new Date() > firstAt) say('the first were due before the last had come');
  while ((await countBreaches(amends.db)) < before + count) await sleep(secondMs);
  clearInterval(live);
  await sweeper.stop();
  const { rows } = await pool.query<{ ms: string }>(
    `select extract(epoch from recorded_at - (data ->> 'dueAt')::timestamptz) * 1000 as ms
     from ledger_entries where type = 'ClockBreached' and (data ->> 'dueAt')::timestamptz >= $1`,
    [firstAt],
  );
  const { p50_ms, p95_ms } = timingOf(rows.map(({ ms }) => Number(ms)));
  return { count: rows.length, p50_ms, p95_ms };
}

/** The year of the tests with more complaints: a process of its own, which fails where a date is wrong. */
async function simulateYear(complaints: number) {
  say(`a year with ${complaints} complaints`);
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', './src/jsx.ts', 'test/run.ts', 'src/clocks/year.test.ts'],
    {
      cwd: new URL('..', import.meta.url).pathname,
      env: { ...process.env, AMENDS_YEAR: String(complaints) },
      stdio: ['ignore', process.stderr, 'inherit'],
    },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = round((performance.now() - startedAt) / 1000, 1);
  return { complaints, as_counted_by_hand: code === 0, seconds };
}
