import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { later, minuteMs, secondMs, settableClock } from '#clock.ts';
import { newId } from '#id.ts';
import type { Outcome, Post } from '#mail/out.ts';
import { monday, startApp } from '../../test/app.ts';
import {
  complain,
  look,
  pageOf,
  type Received,
  reply,
  storyOf,
  whatHappened,
} from '../../test/complaints.ts';
import { fakePost, isAway, read, refusesAll, takesAll } from '../../test/post.ts';
import { answerOf } from '../../test/visitor.ts';
import { sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, clock, people } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);

beforeEach(async () => {
  // Whatever an earlier test left waiting is due by then.
  clock.set('2027-11-23T09:00:00.000Z');
  await sweep(takesAll());
  clock.set(monday);
});

const sweep = (post: Post): Promise<number> => sendDueNotices({ ...amends, post });

const waitFor = (milliseconds: number) => clock.set(later(clock.now(), milliseconds));

const complainByMail = (): Promise<Received> =>
  complain(customer, { name: 'Eva Berg', email: `${newId()}@example.org` });

type Waiting = { kind: string; attempts: number; lastFault: string | null };

async function outbox(state: 'waiting' | 'failed'): Promise<Waiting[]> {
  const answer = await handler.get(`/api/notices?state=${state}`);
  return answerOf<{ notices: Waiting[] }>(answer).notices;
}

async function noticeStates(received: Received): Promise<string[]> {
  return (await look(handler, received)).notices.map(({ kind, state }) => `${kind} ${state}`);
}

describe('the outbox', () => {
  it('sends what waits in it once, and notes that it was delivered', async () => {
    const received = await complainByMail();
    assert.deepEqual(await noticeStates(received), ['acknowledgement waiting']);
    const post = takesAll();
    assert.equal(await sweep(post), 1);
    assert.equal(await sweep(post), 0);
    assert.deepEqual(await noticeStates(received), ['acknowledgement delivered']);
    assert.deepEqual(await outbox('waiting'), []);
    assert.equal(post.mails.length, 1);
  });

  it('sends a letter that says who, by when, where, and what the customer wrote', async () => {
    const received = await complainByMail();
    const post = takesAll();
    await sweep(post);
    const mail = await read(post.mails[0]);
    const { email } = (await look(handler, received)).customer;
    assert.deepEqual(post.mails[0]?.to, [email]);
    assert.equal(mail.headers.get('auto-submitted'), 'auto-replied');
    assert.deepEqual(mail.from?.value, [
      { name: 'Nordwind Rail', address: 'care@nordwind.example' },
    ]);
    assert.equal(mail.subject, `We have your complaint ${received.reference}`);
    const parts = [
      'Dear Eva Berg,',
      received.owner.name,
      'Tuesday, 24 November 2026 at 17:00 CET',
      `> ${whatHappened}`,
      received.link,
      'written by our program',
      'Mina Okafor answers for complaints here',
      received.reference,
    ];
    for (const part of parts) assert.ok(mail.text?.includes(part), part);
  });

  it('marks what a person wrote as written by a person', async () => {
    const received = await complainByMail();
    await reply(handler, received, 'I looked into it.');
    const post = takesAll();
    await sweep(post);
    const mails = await Promise.all(post.mails.map(read));
    const answer = mails.find(({ subject }) => subject?.startsWith('About your complaint'));
    assert.equal(answer?.headers.get('auto-submitted'), undefined);
    assert.equal(answer?.headers.get('x-auto-response-suppress'), undefined);
    assert.match(answer?.text ?? '', /^I looked into it\.\n\nHana Sato\nCustomer care/);
  });

  it('acknowledges the complaint when the mail server has the letter, not before', async () => {
    const received = await complainByMail();
    const isAcknowledged = async () =>
      storyOf(await look(handler, received)).includes(
        'We confirmed automatically that we have it.',
      );
    assert.ok(!(await isAcknowledged()));
    await sweep(isAway());
    assert.ok(!(await isAcknowledged()));
    waitFor(minuteMs);
    await sweep(takesAll());
    assert.ok(await isAcknowledged());
  });

  it('is not needed where there is no address: the page says everything', async () => {
    const received = await complain(customer);
    assert.deepEqual(await noticeStates(received), ['acknowledgement delivered']);
    assert.match(storyOf(await look(handler, received)), /We confirmed automatically/);
    assert.equal(await sweep(refusesAll()), 0);
  });

  it('without a mail server keeps what waits, and says so to staff', async () => {
    await complainByMail();
    assert.equal(await app.sweep('send notices'), 0);
    assert.equal((await outbox('waiting'))[0]?.attempts, 0);
    const { mail } = answerOf<{ mail: object }>(await handler.get('/api/me'));
    assert.deepEqual(mail, { configured: false, waiting: 1, failed: 0 });
  });
});

describe('a mail server that is away', () => {
  it('is tried again after longer and longer pauses, with the same Message-ID', async () => {
    const received = await complainByMail();
    const post = isAway();
    await sweep(post);
    const pauses: number[] = [];
    let lastTry = clock.now().getTime();
    while (post.mails.length < 6) {
      const tries = post.mails.length;
      waitFor(30 * secondMs);
      await sweep(post);
      if (post.mails.length === tries) continue;
      pauses.push((clock.now().getTime() - lastTry) / secondMs);
      lastTry = clock.now().getTime();
    }
    assert.deepEqual(pauses, [30, 90, 270, 810, 2_430]);
    assert.equal(new Set(post.mails.map(({ messageId }) => messageId)).size, 1);
    assert.deepEqual(await noticeStates(received), ['acknowledgement waiting']);
  });

  it('is seen in the outbox with the cause, and nothing is lost', async () => {
    const received = await complainByMail();
    await sweep(isAway());
    const [{ kind, attempts, lastFault } = {} as Waiting] = await outbox('waiting');
    assert.deepEqual([kind, attempts, lastFault], ['acknowledgement', 1, 'unreachable']);
    waitFor(30 * secondMs);
    const post = takesAll();
    await sweep(post);
    assert.equal(post.mails.length, 1);
    assert.deepEqual(await noticeStates(received), ['acknowledgement delivered']);
  });

  it('is given up after ten tries, and then it is a person’s turn', async () => {
    const received = await complainByMail();
    await reply(handler, received);
    const post = isAway();
    for (let tries = 0; tries < 12; tries++) {
      await sweep(post);
      waitFor(6 * 60 * minuteMs);
    }
    assert.equal(post.mails.length, 20, 'ten tries for each of two letters');
    assert.deepEqual(await noticeStates(received), ['acknowledgement failed', 'answer failed']);
    const again = await app.as(people.handler);
    assert.equal((await look(again, received)).state, 'to_do');
  });
});

describe('a mail server that refuses for good', () => {
  it('makes the complaint something to do, and the story says what happened', async () => {
    const received = await complainByMail();
    await sweep(takesAll());
    await reply(handler, received);
    assert.equal((await look(handler, received)).state, 'waiting');
    const post = refusesAll();
    assert.equal(await sweep(post), 1);
    const seen = await look(handler, received);
    assert.equal(seen.state, 'to_do');
    assert.match(
      storyOf(seen),
      /A message to you could not be delivered\. It stands here instead\./,
    );
    assert.match((await customer.get(pageOf(received))).body, /could not be delivered/);
    assert.ok((await outbox('failed')).some(({ kind }) => kind === 'answer'));
  });

  it('is not asked again', async () => {
    await complainByMail();
    const post = refusesAll();
    await sweep(post);
    for (let tries = 0; tries < 3; tries++) {
      waitFor(60 * minuteMs);
      await sweep(post);
    }
    assert.equal(post.mails.length, 1);
  });

  it('does not open again what the customer closed', async () => {
    const received = await complainByMail();
    await sweep(takesAll());
    await reply(handler, received);
    await customer.submit(`${pageOf(received)}/verdict`, { fixed: 'yes' });
    await sweep(refusesAll());
    assert.equal((await look(handler, received)).state, 'done');
  });

  it('leaves its words where staff look for the cause', async () => {
    await complainByMail();
    await sweep(refusesAll());
    assert.equal((await outbox('failed'))[0]?.lastFault, '550');
  });
});

describe('several senders', () => {
  it('at once send each letter once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => complainByMail()));
    const post = takesAll();
    const settled = await Promise.all([sweep(post), sweep(post), sweep(post), sweep(post)]);
    assert.equal(post.mails.length, 8);
    assert.equal(new Set(post.mails.map(({ to }) => to[0])).size, 8);
    assert.equal(
      settled.reduce((sum, count) => sum + count, 0),
      8,
    );
  });

  it('take over from one that died, after half a minute, with the same Message-ID', async () => {
    const received = await complainByMail();
    const end = Promise.withResolvers<Outcome>();
    const dying = fakePost(() => end.promise);
    // Time passes for everybody but the dead.
    const dead = sendDueNotices({ ...amends, clock: settableClock(clock.now()), post: dying });
    while (dying.mails.length === 0) await app.pool.query('select 1');
    const post = takesAll();
    waitFor(30 * secondMs - 1);
    assert.equal(await sweep(post), 0);
    waitFor(1);
    assert.equal(await sweep(post), 1);
    assert.equal(post.mails[0]?.messageId, dying.mails[0]?.messageId);
    end.resolve({ kind: 'later', code: 'timeout' });
    assert.equal(await dead, 0);
    assert.deepEqual(await noticeStates(received), ['acknowledgement delivered']);
  });
});
