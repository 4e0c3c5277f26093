import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, it, type TestContext } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { hourMs, later, minuteMs, secondMs, settableClock } from '#clock.ts';
import { newId } from '#id.ts';
import type { Outcome, Post } from '#mail/out.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, type Received, storyOf } from '../../test/complaints.ts';
import { answersNothing, fakePost, isAway, takesAll } from '../../test/post.ts';
import { eventually, runElsewhere } from '../../test/processes.ts';
import { answerOf } from '../../test/visitor.ts';
import { sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, clock, people, config, connection } = app;
const handler = await app.as(people.handler);

beforeEach(async () => {
  clock.set(later(clock.now(), hourMs));
  await sweep(takesAll());
  clock.set(later(clock.now(), hourMs));
});

const sweep = (post: Post): Promise<number> => sendDueNotices({ ...amends, post });
const waitFor = (milliseconds: number) => clock.set(later(clock.now(), milliseconds));

const complainByMail = (): Promise<Received> =>
  complain(app.anyone(), { email: `${newId()}@example.org` });

async function acknowledgement(received: Received) {
  const [notice] = (await look(handler, received)).notices;
  return notice as typeof notice & { cause: string | null };
}

const isHandedOver = async (): Promise<boolean> => {
  const row = await amends.db
    .selectFrom('outbox')
    .select('notice_id')
    .where('handed_over_at', '=', clock.now())
    .executeTakeFirst();
  return row !== undefined;
};

/** A mail server that counts what it is given, and answers when it is told to. */
async function countingServer(test: TestContext) {
  const counts = new Map<string, number>();
  const asked = { rcpt: 0, data: 0 };
  const holding = { rcpt: false, data: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 50,
    onRcptTo(_address, _session, done) {
      asked.rcpt++;
      if (!holding.rcpt) done();
    },
    onData(stream, _session, done) {
      const keep = async (): Promise<void> => {
        const mail = await text(stream).catch(() => undefined);
        const [, id = ''] = /^Message-ID:\s*(<.*>)/im.exec(mail ?? '') ?? [];
        if (id) counts.set(id.trim(), (counts.get(id.trim()) ?? 0) + 1);
        asked.data++;
        if (!holding.data) done();
      };
      void keep();
    },
  });
  server.on('error', () => undefined);
  test.after(() => new Promise<void>((done) => server.close(() => done())));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  return { counts, asked, holding, url: `smtp://127.0.0.1:${port}` };
}

/** Another process that sends what is due at this moment, until it is killed. */
function senderElsewhere(
  test: TestContext,
  { smtpUrl, post = 'undefined' }: { smtpUrl?: string; post?: string },
) {
  const program = `
    await import('./src/jsx.ts');
    const { connect, createPool } = await import('#database/connection.ts');
    const { createAmends } = await import('#app/amends.ts');
    const { settableClock } = await import('#clock.ts');
    const { sendDueNotices } = await import('#notices/index.ts');
    const { connection, config, now } = JSON.parse(process.env.SENDER);
    const clock = settableClock(now);
    const amends = await createAmends(config, connect(createPool(connection)), { clock });
    console.log('begun');
    await sendDueNotices({ ...amends, post: ${post} });
    setInterval(() => undefined, 1000);`;
  const settings = { connection, config: { ...config, smtpUrl }, now: clock.now() };
  return runElsewhere(test, program, { ...process.env, SENDER: JSON.stringify(settings) });
}

describe('a sender that is killed', () => {
  it('before the mail was handed over: it is sent by the next one, once', async (test) => {
    const received = await complainByMail();
    const server = await countingServer(test);
    server.holding.rcpt = true;
    const sender = await senderElsewhere(test, { smtpUrl: server.url });
    await eventually(() => server.asked.rcpt > 0);
    await sender.kill();
    server.holding.rcpt = false;
    const own = { ...amends, config: { ...config, smtpUrl: server.url } };
    assert.equal(await sendDueNotices(own), 0, 'the dead one has it for half a minute');
    waitFor(30 * secondMs);
    assert.equal(await sendDueNotices(own), 1);
    assert.deepEqual([...server.counts.values()], [1]);
    assert.equal((await acknowledgement(received)).state, 'delivered');
  });

  it('between the mail and the answer: it is never sent again by itself', async (test) => {
    const received = await complainByMail();
    const server = await countingServer(test);
    server.holding.data = true;
    const sender = await senderElsewhere(test, { smtpUrl: server.url });
    await eventually(() => server.asked.data > 0);
    await sender.kill();
    server.holding.data = false;
    const own = { ...amends, config: { ...config, smtpUrl: server.url } };
    for (let hours = 0; hours < 30; hours++) {
      await sendDueNotices(own);
      waitFor(hourMs);
    }
    assert.deepEqual([...server.counts.values()], [1]);
    const { state, cause } = await acknowledgement(received);
    assert.deepEqual([state, cause], ['failed', 'unsure']);
    const seen = await look(handler, received);
    assert.equal(seen.state, 'to_do');
    assert.match(storyOf(seen), /We cannot tell whether a message of ours reached you/);
    assert.doesNotMatch(storyOf(seen), /We confirmed automatically/);
  });

  it('after it was noted and before the first byte: nobody knows, so it stays', async (test) => {
    const received = await complainByMail();
    const dies = `async ({ handOver }) => { await handOver(); process.kill(process.pid, 'SIGKILL'); await new Promise(() => undefined); }`;
    const { kill } = await senderElsewhere(test, { post: dies });
    await eventually(isHandedOver);
    await kill();
    waitFor(hourMs);
    const post = takesAll();
    await sweep(post);
    await sweep(post);
    assert.equal(post.mails.length, 0);
    assert.equal((await acknowledgement(received)).cause, 'unsure');
  });

  it('a person sends it again when they have made sure', async (test) => {
    const received = await complainByMail();
    const server = await countingServer(test);
    server.holding.data = true;
    const sender = await senderElsewhere(test, { smtpUrl: server.url });
    await eventually(() => server.asked.data > 0);
    await sender.kill();
    server.holding.data = false;
    waitFor(hourMs);
    const own = { ...amends, config: { ...config, smtpUrl: server.url } };
    await sendDueNotices(own);
    const { id } = (await acknowledgement(received)) as unknown as { id: string };
    answerOf(await handler.post(`/api/notices/${id}/again`), 201);
    await sendDueNotices(own);
    assert.deepEqual([...server.counts.values()], [1, 1]);
    assert.match(storyOf(await look(handler, received)), /We confirmed automatically/);
  });
});

describe('a sender that is too slow', () => {
  for (const [what, other] of [
    ['has sent', takesAll],
    ['has tried to send', isAway],
    ['may have sent', answersNothing],
  ] as const) {
    it(`sends nothing once another one ${what} the mail`, async () => {
      await complainByMail();
      const goOn = Promise.withResolvers<void>();
      const slow = fakePost(async ({ handOver }): Promise<Outcome> => {
        await goOn.promise;
        await handOver();
        assert.fail('it was handed over by both');
      });
      const late = sendDueNotices({ ...amends, clock: settableClock(clock.now()), post: slow });
      while (slow.mails.length === 0) await app.pool.query('select 1');
      waitFor(2 * minuteMs);
      await sweep(other());
      goOn.resolve();
      assert.equal(await late, 0);
    });
  }

  for (const [other, state] of [
    [takesAll, 'delivered'],
    [isAway, 'waiting'],
  ] as const) {
    it(`that gets a late "no" leaves it ${state}, as it is`, async () => {
      const received = await complainByMail();
      const goOn = Promise.withResolvers<Outcome>();
      const slow = fakePost(async () => goOn.promise);
      const late = sendDueNotices({ ...amends, clock: settableClock(clock.now()), post: slow });
      while (slow.mails.length === 0) await app.pool.query('select 1');
      waitFor(2 * minuteMs);
      await sweep(other());
      goOn.resolve({ kind: 'refused', code: '550' });
      assert.equal(await late, 0);
      assert.equal((await acknowledgement(received)).state, state);
    });
  }
});

describe('the pace', () => {
  const many = (count: number) => Promise.all(Array.from({ length: count }, complainByMail));
  const withPace = (perMinute: number) => ({
    ...amends,
    config: { ...config, smtpPerMinute: perMinute },
  });

  it('lets so many mails go in a minute, and the rest in the next', async () => {
    await many(7);
    const post = takesAll();
    const slow = { ...withPace(3), post };
    const went: number[] = [];
    for (let seconds = 0; seconds < 190; seconds += 10) {
      const before = post.mails.length;
      await sendDueNotices(slow);
      if (post.mails.length > before) went.push(seconds, post.mails.length);
      waitFor(10 * secondMs);
    }
    assert.deepEqual(went, [0, 3, 70, 6, 140, 7]);
  });

  it('holds for several senders together', async () => {
    await many(8);
    const post = takesAll();
    const slow = { ...withPace(5), post };
    await Promise.all([1, 2, 3, 4].map(() => sendDueNotices(slow)));
    assert.equal(post.mails.length, 5);
    assert.equal(new Set(post.mails.map(({ messageId }) => messageId)).size, 5);
  });

  it('has at most four mails of a mailbox under way at once', async () => {
    await many(9);
    let most = 0;
    let underWay = 0;
    const post = fakePost(async ({ handOver }): Promise<Outcome> => {
      most = Math.max(most, ++underWay);
      await handOver();
      await new Promise((done) => setTimeout(done, 30));
      underWay--;
      return { kind: 'taken', refused: [] };
    });
    assert.equal(await sweep(post), 9);
    assert.equal(most, 4);
  });
});
