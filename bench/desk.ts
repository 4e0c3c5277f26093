import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { createPool } from '#database/connection.ts';
import { type Acts, type Desk, listActs, readActs, searchActs, writeActs } from './desk-acts.ts';
import { writeLines } from './desk-data.ts';
import { underLoad } from './desk-load.ts';
import { command, freePort, type Instance, memoryOf, setUp, startInstance } from './instance.ts';
import { openMailbox, tokenOf } from './mail.ts';
import { round, timed } from './measure.ts';
import { connectionOf } from './raw.ts';

const say = (line: string): void => console.error(line);

const isSmall = process.argv.includes('--small');
const readCount = isSmall ? 40 : 300;
const writeCount = isSmall ? 20 : 200;
const clients = 2;
const loadSeconds = isSmall ? 10 : 30;

/** Whose desk is measured: the manager, to whom everything can come. */
const person = 'maria@example.org';

/** Prints how long everything at the desk takes, with ever more complaints of ten messages each. */
export async function measureDesk(sizes: readonly number[], kept?: string): Promise<void> {
  const port = await freePort();
  const instance = await startInstance({ MAIL_LISTEN: `smtp://127.0.0.1:${port}` }, kept);
  const pool = createPool({ ...connectionOf(instance), max: 2 });
  try {
    let held = await heldIn(pool);
    if (held === 0) {
      await setUp(instance);
      await openMailbox(instance, await tokenOf(instance));
    }
    const token = await tokenOf(instance, person);
    const measured: Record<string, Measured> = {};
    let desk: Desk | undefined;
    for (const size of sizes) {
      const filled = size > held ? await fill(instance, pool, { from: held, to: size }) : {};
      held = Math.max(held, size);
      desk = { instance, token, pool, size };
      measured[size] = {
        filled,
        load_average: round(loadavg()[0] ?? 0),
        ...(await measureSize(desk)),
      };
    }
    say('a hundred desks at once');
    const load = desk && (await underLoad(desk, port, loadSeconds));
    const memory = memoryOf(instance);
    const result = { sizes: measured, ratios: ratiosOf(measured), load, memory_mb: memory };
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await pool.end();
    await instance.stop();
  }
}

/** How many complaints were loaded into the folder before. */
async function heldIn(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ held: number }>(
    `select count(*)::int as held from external_ids where source = 'import'`,
  );
  return rows[0]?.held ?? 0;
}

type Times = Record<string, number>;
type Measured = { filled: object; load_average: number; p50_ms: Times; p95_ms: Times };

/** By the product's own import, until everything is indexed. */
async function fill(instance: Instance, pool: pg.Pool, { from, to }: { from: number; to: number }) {
  say(`importing ${to - from} complaints of ten messages`);
  const file = join(instance.folder, `${to}.jsonl`);
  await writeLines(file, { from, to, writer: person });
  const startedAt = performance.now();
  say(await command(instance, 'import-complaints', file));
  const importSeconds = (performance.now() - startedAt) / 1_000;
  await untilIndexed(pool);
  const allSeconds = (performance.now() - startedAt) / 1_000;
  await pool.query('vacuum analyze');
  const { rows } = await pool.query<{ mb: number; index_mb: number }>(
    `select (pg_database_size(current_database()) / 1048576)::integer as mb,
      (pg_total_relation_size('search_documents') / 1048576)::integer as index_mb`,
  );
  return {
    import_seconds: round(importSeconds, 0),
    messages_per_second: round(((to - from) * 10) / importSeconds, 0),
    indexed_after_seconds: round(allSeconds, 0),
    database_mb: rows[0]?.mb,
    search_mb: rows[0]?.index_mb,
  };
}

async function untilIndexed(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await pool.query('select from search_pending limit 1');
    if (rows.length === 0) return;
    await sleep(500);
  }
}

async function measureSize(desk: Desk): Promise<{ p50_ms: Times; p95_ms: Times }> {
  say(`measuring with ${desk.size} complaints`);
  const reads = {
    ...(await listActs(desk)),
    ...(await searchActs(desk)),
    ...(await readActs(desk)),
  };
  const timings = [
    ...(await timesOf(reads, readCount)),
    ...(await timesOf(await writeActs(desk), writeCount)),
  ];
  return {
    p50_ms: Object.fromEntries(timings.map(([name, { p50_ms }]) => [name, p50_ms])),
    p95_ms: Object.fromEntries(timings.map(([name, { p95_ms }]) => [name, p95_ms])),
  };
}

async function timesOf(acts: Acts, count: number) {
  const timings: [string, Awaited<ReturnType<typeof timed>>][] = [];
  for (const [name, act] of Object.entries(acts)) {
    // The first ones say nothing about the hours after.
    for (let number = 0; number < 5; number++) await act(count + number);
    timings.push([name, await timed(count, clients, async (number) => void (await act(number)))]);
  }
  return timings;
}

/** How many times longer each takes with the most complaints than with the fewest. */
function ratiosOf(measured: Readonly<Record<string, Measured>>) {
  const [first, ...others] = Object.values(measured);
  const last = others.at(-1);
  if (!first || !last) return {};
  const ratios = (key: 'p50_ms' | 'p95_ms') =>
    Object.fromEntries(
      Object.entries(last[key]).map(([name, ms]) => [name, round(ms / (first[key][name] ?? ms))]),
    );
  return { p50: ratios('p50_ms'), p95: ratios('p95_ms') };
}
