import type pg from 'pg';
import { request } from './client.ts';
import { messageText, nameOf, phoneOf, wordOf } from './desk-data.ts';
import type { Instance } from './instance.ts';

/** Something that a person at a desk does. `number` makes each time a little different. */
export type Act = (number: number) => Promise<unknown>;

export type Acts = Readonly<Record<string, Act>>;

/** Whose desk it is, and how many complaints there are. */
export type Desk = { instance: Instance; token: string; pool: pg.Pool; size: number };

export async function ask(desk: Desk, path: string, body?: unknown): Promise<string> {
  const method = body === undefined ? 'GET' : 'POST';
  const { instance, token } = desk;
  const { status, text } = await request(instance.address + path, { method, token, body });
  if (status !== 200 && status !== 201) throw new Error(`${path}: ${status} ${text}`);
  return text;
}

const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

const views = {
  mine: 'owner=me&state=open&order=next',
  promised: 'promised=me&order=next',
  offered: 'offered=me&order=next',
  raised: 'raised=me&order=next',
  all: 'state=open&order=next',
  done: 'state=done&order=newest',
  newest: 'order=newest',
  // What a saved view may pick out: much, little and nothing, of one's own, the team's and everybody's.
  waiting: 'state=waiting&order=next',
  'mine waiting': 'owner=me&state=waiting&order=next',
  'mine done': 'owner=me&state=done&order=newest',
  team: 'team=me&state=open&order=next',
  'team waiting': 'team=me&state=waiting&order=next',
  'by telephone': 'state=open&channel=phone&order=next',
  questions: 'state=open&kind=question&order=next',
  'praise, newest': 'kind=praise&order=newest',
  'in French': 'language=fr&order=newest',
  'due tomorrow': `state=open&order=next&dueBefore=${inHours(36)}`,
  'received today': `order=newest&receivedFrom=${inHours(-24)}`,
  'received before last month': `order=newest&receivedUntil=${inHours(-24 * 40)}`,
};

/** Each view of the desk, its first page and one some thousand complaints down. */
export async function listActs(desk: Desk): Promise<Acts> {
  const acts: Record<string, Act> = {};
  for (const [name, filter] of Object.entries(views)) {
    const path = `/api/complaints?${filter}&text=start&limit=50`;
    const cursor = await deepCursor(desk, filter);
    acts[`list ${name}`] = () => ask(desk, path);
    if (cursor) acts[`list ${name}, deep`] = () => ask(desk, `${path}&cursor=${cursor}`);
  }
  return acts;
}

const deepPages = 10;

async function deepCursor(desk: Desk, filter: string): Promise<string> {
  let cursor = '';
  for (let page = 0; page < deepPages; page++) {
    const path = `/api/complaints?${filter}&text=start&limit=200${cursor && `&cursor=${cursor}`}`;
    const { next } = JSON.parse(await ask(desk, path)) as { next: string | null };
    if (!next) break;
    cursor = next;
  }
  return cursor;
}

/** What people type: words of every frequency, whole and begun, right and wrong. */
export async function searchActs(desk: Desk): Promise<Acts> {
  const { rows } = await desk.pool.query<{ reference: string }>(
    'select reference from complaints order by complaint_id desc limit 500',
  );
  const search = (question: (number: number) => string): Act => {
    return (number) => ask(desk, `/api/search?q=${encodeURIComponent(question(number))}`);
  };
  const someone = (number: number) => (number * 7_919) % desk.size;
  return {
    'search one word': search((number) => `${wordOf(2_000 + number)} `),
    'search common word': search((number) => `${wordOf(number % 20)} `),
    'search middling word': search((number) => `${wordOf(100 + (number % 300))} `),
    'search two words': search((number) => `${wordOf(number % 50)} ${wordOf(300 + number)} `),
    'search while typing': search((number) => wordOf(3_000 + number).slice(0, 2 + (number % 5))),
    'search typo': search((number) => withSlip(wordOf(5_000 + number * 3))),
    'search phrase': search((number) => `"${phraseOf(someone(number))}"`),
    'search reference': search((number) => rows[number % rows.length]?.reference ?? ''),
    'search name prefix': search((number) => nameOf(someone(number)).slice(0, -2)),
    'search mail address': search((number) => `person${someone(number)}@example.org`),
    'search phone': search((number) => phoneOf(someone(number)).replace('+49 ', '0')),
    'search nothing': search((number) => `xq${number}zx `),
  };
}

const withSlip = (word: string): string => `${word.slice(0, 3)}x${word.slice(4)} `;

const phraseOf = (number: number): string =>
  messageText(number * 10)
    .split(' ')
    .slice(10, 13)
    .join(' ');

/** One complaint and what stands around it. */
export async function readActs(desk: Desk): Promise<Acts> {
  const ids = await someIds(desk);
  const link = await freshLink(desk);
  return {
    complaint: (number) => ask(desk, `/api/complaints/${at(ids, number)}`),
    'similar complaints': (number) => ask(desk, `/api/complaints/${at(ids, number)}/similar`),
    'customer page': () => ask({ ...desk, token: '' }, link),
  };
}

const at = (ids: readonly string[], number: number): string => ids[number % ids.length] ?? '';

async function someIds({ pool }: Desk): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select complaint_id as id from complaints where state <> 'done'
    order by md5(complaint_id::text) limit 2000`,
  );
  return rows.map(({ id }) => id);
}

async function freshLink(desk: Desk): Promise<string> {
  const text = await ask(desk, '/api/complaints', { text: messageText(7), name: 'Kim Lee' });
  return new URL((JSON.parse(text) as { link: string }).link).pathname;
}

let written = 0;
/** Nobody is told the same words twice: the product refuses that. */
const freshText = (number: number): string =>
  messageText(1_000_000_000 + number + 1_000 * written++);

const inAWeekMs = 7 * 24 * 3_600_000;

/** What changes something; each waits until it is safely written. */
export async function writeActs(desk: Desk): Promise<Acts> {
  const ids = await someIds(desk);
  const dueAt = new Date(Date.now() + inAWeekMs).toISOString();
  const to = (kind: string, body: (text: string) => object): Act => {
    return (number) =>
      ask(desk, `/api/complaints/${at(ids, number)}/${kind}`, body(freshText(number)));
  };
  return {
    'accept a complaint': (number) =>
      ask(desk, '/api/complaints', { text: messageText(number), name: nameOf(number) }),
    answer: to('messages', (text) => ({ text })),
    note: to('notes', (text) => ({ text })),
    promise: to('promises', (text) => ({ text, dueAt })),
  };
}
