import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Acts, type Desk, listActs, readActs, searchActs, writeActs } from './desk-acts.ts';
import { openSession } from './mail.ts';
import { round, timingOf } from './measure.ts';
import { complaintText } from './words.ts';

const desks = 100;
/** Each person does something every so often; nobody works faster all day. */
const pauseMs = 2_000;
const mailsPerSecond = 10;

/** A hundred people at their desks read, write and listen, while mail pours in. */
export async function underLoad(desk: Desk, port: number, seconds: number) {
  const acts: Acts = {
    ...(await listActs(desk)),
    ...(await searchActs(desk)),
    ...(await readActs(desk)),
    ...(await writeActs(desk)),
  };
  const times = new Map<string, number[]>();
  const faults: string[] = [];
  const stop = new AbortController();
  let heard = 0;
  const listeners = Array.from({ length: desks }, () => listen(desk, () => heard++));
  const people = Array.from({ length: desks }, (_, number) =>
    work(acts, { number, times, faults, signal: stop.signal }),
  );
  const mails = pourMail(port, stop.signal);
  await sleep(seconds * 1_000);
  stop.abort();
  await Promise.all(people);
  for (const listener of listeners) listener.destroy();
  const done = [...times.values()].flat();
  return {
    desks,
    seconds,
    mails_per_second: round((await mails) / seconds, 1),
    requests_per_second: round(done.length / seconds, 1),
    hints_heard: heard,
    faults: faults.length,
    some_faults: faults.slice(0, 3),
    all: timingOf(done),
    p95_ms: Object.fromEntries([...times].map(([name, list]) => [name, timingOf(list).p95_ms])),
  };
}

type Working = {
  number: number;
  times: Map<string, number[]>;
  faults: string[];
  signal: AbortSignal;
};

async function work(acts: Acts, { number, times, faults, signal }: Working): Promise<void> {
  const all = Object.entries(acts);
  // Not all at the same moment.
  await sleep((number / desks) * pauseMs);
  for (let turn = number * 31; !signal.aborted; turn += 7) {
    const [name, act] = all[turn % all.length] ?? [];
    if (!name || !act) return;
    const startedAt = performance.now();
    const isDone = await act(turn).then(
      () => true,
      (fault: Error) => faults.push(`${name}: ${fault.message}`) < 0,
    );
    if (isDone) times.set(name, [...(times.get(name) ?? []), performance.now() - startedAt]);
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

function listen({ instance, token }: Desk, hear: () => void): http.ClientRequest {
  const headers = { authorization: `Bearer ${token}` };
  const out = http.get(`${instance.address}/api/changes`, { headers, agent: false }, (answer) => {
    answer.on('data', hear);
    answer.on('error', () => undefined);
  });
  return out.on('error', () => undefined);
}

/** How many mails were taken. */
async function pourMail(port: number, signal: AbortSignal): Promise<number> {
  const session = await openSession(port);
  let count = 0;
  while (!signal.aborted) {
    await session.send(`writer${count}@example.net`, mailText(count++));
    await sleep(1_000 / mailsPerSecond);
  }
  session.close();
  return count;
}

const mailText = (number: number): string =>
  [
    `From: Kim Lee <writer${number}@example.net>`,
    'To: care@example.org',
    `Subject: Number ${number}`,
    `Message-ID: <load-${number}@example.net>`,
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    complaintText(number),
    '',
  ].join('\r\n');
