import { measureCapacity } from './capacity.ts';
import { request } from './client.ts';
import { measureClocks } from './clocks.ts';
import { measureDesk } from './desk.ts';
import { measureDeskClient } from './desk-client.ts';
import { measureFlaws } from './flaws.ts';
import { command, type Instance, memoryOf, setUp, startInstance } from './instance.ts';
import { measureMail } from './mail.ts';
import { round, timed } from './measure.ts';
import { rawLimit, type Way } from './raw.ts';
import { complaintText } from './words.ts';

// Prints one JSON object; progress goes to the standard error. `--small` for a quick look;
// `capacity` tells years of teams of fixers and how many promises they kept;
// `mail` measures mail on its way in; `flaws` what tells which complaints are alike; `desk` everything at the desk, at the sizes below or at the one
// after `--complaints`; with `--keep FOLDER` what was loaded stays there for the next time;
// `desk-client` moving between complaints in a browser; `clocks` dates and their sweep, over a million
// open clocks or over `--clocks`.

const isSmall = process.argv.includes('--small');
const sizes = isSmall ? [1_000, 5_000] : [10_000, 100_000];
const acceptCount = isSmall ? 500 : 3_000;
const warmCount = isSmall ? 500 : 2_000;
const readCount = isSmall ? 200 : 1_000;

const say = (line: string): void => console.error(line);

async function main(): Promise<void> {
  const instance = await startInstance();
  try {
    await setUp(instance);
    const token = (await command(instance, 'token', 'bench')).split('\n').at(-1) ?? '';
    const result = await measure(instance, token);
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await instance.stop();
  }
}

async function measure(instance: Instance, token: string) {
  const send = sender(instance, token);
  // Until the machine code is warm, the first seconds say nothing about the hours after.
  await timed(warmCount, 8, (number) => send(number, 'warm'));
  say('accepting, one client and sixteen');
  const one = await timed(acceptCount / 3, 1, (number) => send(number, 'one'));
  const sixteen = await timed(acceptCount, 16, (number) => send(number, 'sixteen'));
  say('the same rows raw');
  const raw = {
    row_by_row: await rawBoth(instance, 'rows'),
    table_by_table: await rawBoth(instance, 'tables'),
  };
  const reads: Record<string, Awaited<ReturnType<typeof measureReads>>> = {};
  let held = warmCount + acceptCount / 3 + acceptCount;
  for (const size of sizes) {
    say(`filling up to ${size}`);
    await timed(Math.max(0, size - held), 16, (number) => send(held + number, 'fill'));
    held = Math.max(held, size);
    reads[size] = await measureReads(instance, token);
  }
  const [small, large] = sizes.map((size) => reads[String(size)]);
  return {
    machine: { cores: 2, database: 'embedded PostgreSQL' },
    start_up_ms: round(instance.startUpMs, 0),
    accept: {
      one_client: one,
      sixteen_clients: sixteen,
      raw,
      share_of_raw: {
        row_by_row: shares({ one, sixteen }, raw.row_by_row),
        table_by_table: shares({ one, sixteen }, raw.table_by_table),
      },
    },
    reads,
    growth_p50: growth(small, large, 'p50_ms'),
    growth_p95: growth(small, large, 'p95_ms'),
    memory_mb: memoryOf(instance),
    page_bytes: await pageBytes(instance, token),
  };
}

type Rate = { per_second: number };
type Both = { one: Rate; sixteen: Rate };

const rawBoth = async (instance: Instance, way: Way) => ({
  one: await rawLimit(instance, 1, way),
  sixteen: await rawLimit(instance, 16, way),
});

const shares = (ours: Both, raw: Both) => ({
  one_client: round(ours.one.per_second / raw.one.per_second),
  sixteen_clients: round(ours.sixteen.per_second / raw.sixteen.per_second),
});

type Reads = Awaited<ReturnType<typeof measureReads>>;

/** How many times longer each read takes with the larger number of complaints. */
const growth = (small: Reads | undefined, large: Reads | undefined, key: 'p50_ms' | 'p95_ms') =>
  Object.fromEntries(
    Object.entries(large ?? {}).map(([name, timing]) => [
      name,
      round(timing[key] / (small?.[name as keyof Reads][key] ?? Number.NaN)),
    ]),
  );

/** Half of the customers give an address; all texts differ. */
const sender = (instance: Instance, token: string) => async (number: number, run: string) => {
  const body = {
    text: complaintText(number),
    ...(number % 2 === 0 ? { email: `${run}${number}@example.org`, name: 'Kim Lee' } : {}),
  };
  const address = `${instance.address}/api/complaints`;
  const { status, text } = await request(address, { method: 'POST', token, body });
  if (status !== 201) throw new Error(`${status} ${text}`);
};

async function measureReads(instance: Instance, token: string) {
  const newest = await readJson(instance, token, '/api/complaints?limit=50&text=start');
  const ids = newest.complaints.map((complaint) => complaint.id);
  const owner = newest.complaints[0]?.owner.id ?? '';
  const link = await freshLink(instance, token);
  const at = (path: (number: number) => string, withToken = true) =>
    timed(readCount, 4, async (number) => {
      await readText(instance, withToken ? token : '', path(number));
    });
  const list = '/api/complaints?limit=50&text=start';
  const deep = await deepCursor(instance, token);
  return {
    list_newest: await at(() => list),
    list_newest_deep: await at(() => `${list}&cursor=${deep}`),
    list_by_next_date: await at(() => `${list}&state=open&order=next`),
    list_of_owner: await at(() => `${list}&state=open&order=next&owner=${owner}`),
    complaint: await at((number) => `/api/complaints/${ids[number % ids.length]}`),
    customer_page: await at(() => link, false),
    form_page: await at(() => '/complain', false),
  };
}

type List = { complaints: { id: string; owner: { id: string } }[]; next: string | null };

const readJson = async (instance: Instance, token: string, path: string): Promise<List> =>
  JSON.parse(await readText(instance, token, path)) as List;

async function readText(instance: Instance, token: string, path: string): Promise<string> {
  const { status, text } = await request(instance.address + path, { token });
  if (status !== 200) throw new Error(`${path}: ${status}`);
  return text;
}

/** A cursor some thousand complaints down. */
async function deepCursor(instance: Instance, token: string): Promise<string> {
  let cursor = '';
  for (let page = 0; page < 4; page++) {
    const path = `/api/complaints?limit=200&text=start${cursor && `&cursor=${cursor}`}`;
    cursor = (await readJson(instance, token, path)).next ?? cursor;
  }
  return cursor;
}

async function freshLink(instance: Instance, token: string): Promise<string> {
  const body = { text: complaintText(7), name: 'Kim Lee' };
  const address = `${instance.address}/api/complaints`;
  const { text } = await request(address, { method: 'POST', token, body });
  const { link } = JSON.parse(text) as { link: string };
  return new URL(link).pathname;
}

async function pageBytes(instance: Instance, token: string) {
  const size = async (path: string) => Buffer.byteLength(await readText(instance, '', path));
  const form = await readText(instance, '', '/complain');
  const style = /href="(\/style\.[0-9a-f]+\.css)"/.exec(form)?.[1] ?? '/';
  return {
    form: await size('/complain'),
    private_page: await size(await freshLink(instance, token)),
    who: await size('/who'),
    style: await size(style),
  };
}

const deskSizes = [10_000, 100_000, 1_000_000];

/** Loading a million takes long: a folder that is kept is loaded once and measured often. */
function keptFolder(): string | undefined {
  const at = process.argv.indexOf('--keep');
  return at < 0 ? undefined : process.argv[at + 1];
}

function wantedSizes(): readonly number[] {
  const at = process.argv.indexOf('--complaints');
  if (at < 0) return isSmall ? [1_000] : deskSizes;
  const size = Number(process.argv[at + 1]);
  if (Number.isInteger(size) && size > 0) return [size];
  throw new Error('How many complaints? npm run bench -- desk --complaints 10000');
}

function wantedClocks(): number {
  const at = process.argv.indexOf('--clocks');
  if (at < 0) return isSmall ? 10_000 : 1_000_000;
  const count = Number(process.argv[at + 1]);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error('How many clocks? npm run bench -- clocks --clocks 10000');
}

if (process.argv.includes('capacity')) console.log(JSON.stringify(measureCapacity(), null, 2));
else if (process.argv.includes('flaws')) await measureFlaws(isSmall);
else if (process.argv.includes('clocks')) await measureClocks(wantedClocks(), isSmall);
else if (process.argv.includes('desk-client')) await measureDeskClient();
else if (process.argv.includes('desk')) await measureDesk(wantedSizes(), keptFolder());
else await (process.argv.includes('mail') ? measureMail(isSmall) : main());
