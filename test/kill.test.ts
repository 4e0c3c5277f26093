import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from './processes.ts';
import { amends, freePort, newToken, type Program, setUp, startProgram } from './program.ts';

const kills = Number(process.env['AMENDS_KILLS'] ?? 4);
const senders = 6;

type Sent = { text: string; key: string };

test(`complaints pour in and the program is killed ${kills} times: each is there once`, async (t) => {
  const folder = await temporaryFolder();
  const env = { AMENDS_DATA: folder, PORT: await freePort(), RATE_PUBLIC_PER_MINUTE: '1000000' };
  let program = await startProgram(env);
  await setUp(env, folder);
  const token = await newToken(env);
  const flow = pourIn(program.address);
  t.after(flow.stop);
  for (let kill = 0; kill < kills; kill++) {
    const before = flow.accepted.size;
    await until(() => flow.accepted.size > before + 20);
    killSomething(program, folder, kill);
    if (program.child.exitCode === null) await program.stop('SIGKILL');
    program = await startProgram(env);
  }
  const before = flow.accepted.size;
  await until(() => flow.accepted.size > before + 20);
  await flow.stop();
  const found = await readAll(program, token);
  const texts = found.map((complaint) => complaint.text);
  assert.equal(new Set(texts).size, texts.length, 'no complaint is there twice');
  const missing = [...flow.accepted.values()].filter(({ id, text }) =>
    found.every((complaint) => complaint.id !== id || complaint.text !== text),
  );
  assert.deepEqual(missing, [], 'every complaint answered with 201 is there, word for word');
  const verdict = await amends(['verify'], env);
  assert.match(verdict.out, /The ledger is whole/, verdict.err);
  await program.stop();
});

/** In turn: the program, the database server with it, a process of the database alone. */
function killSomething(program: Program, folder: string, turn: number): void {
  const postmaster = Number(
    readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  if (turn % 3 !== 0) process.kill(turn % 3 === 1 ? postmaster : aChildOf(postmaster), 'SIGKILL');
  if (turn % 3 !== 2) program.child.kill('SIGKILL');
}

const aChildOf = (id: number): number =>
  Number(
    execFileSync('pgrep', ['-P', String(id)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .at(-1),
  );

/** People who send one complaint after the other and send again until they get a 201. */
function pourIn(address: string) {
  const accepted = new Map<string, { id: string; text: string }>();
  let isOver = false;
  async function send({ text, key }: Sent): Promise<void> {
    while (!isOver) {
      const answer = await fetch(`${address}/api/complaints`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ text }),
      }).catch(() => undefined);
      if (answer?.status === 201) {
        const { id } = (await answer.json().catch(() => ({}))) as { id?: string };
        if (id) return void accepted.set(key, { id, text });
      }
      await sleep(20);
    }
  }
  async function person(): Promise<void> {
    while (!isOver) await send({ key: randomUUID(), text: `It never came. ${randomUUID()}` });
  }
  const people = Promise.all(Array.from({ length: senders }, person));
  return {
    accepted,
    async stop() {
      isOver = true;
      await people;
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 3_000) throw new Error('nothing is accepted any more');
    await sleep(10);
  }
}

type Found = { id: string; text: string };

async function readAll({ address }: Program, token: string): Promise<Found[]> {
  const found: Found[] = [];
  for (let cursor = ''; ; ) {
    const answer = await fetch(
      `${address}/api/complaints?limit=200${cursor && `&cursor=${cursor}`}`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    const page = (await answer.json()) as { complaints: Found[]; next: string | null };
    found.push(...page.complaints);
    if (!page.next) return found;
    cursor = page.next;
  }
}
