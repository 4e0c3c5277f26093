import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { projectedTables, registry, streamOrder } from '#app/events.ts';
import { dayMs, later, minuteMs, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import { programActor } from '#ledger/ledger.ts';
import { sealAll } from '#ledger/sealer.ts';
import { verify } from '#ledger/verify.ts';
import type { Post } from '#mail/out.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, pageOf, type Received, reply, storyOf } from '../../test/complaints.ts';
import { answersNothing, read, refusesAll, takesAll, takesAllBut } from '../../test/post.ts';
import { answerOf } from '../../test/visitor.ts';
import { bounceNotice, sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, clock, people } = app;
const customer = app.anyone();
const handler = await app.as(people.handler);

beforeEach(async () => {
  // Time only goes on: in this order the ledger tells it again.
  waitFor(minuteMs);
  await sweep(takesAll());
});

const waitFor = (milliseconds: number) => clock.set(later(clock.now(), milliseconds));

function sweep(post: Post): Promise<number> {
  waitFor(secondMs);
  return sendDueNotices({ ...amends, post });
}

type Notice = {
  id: string;
  reference: string | null;
  kind: string;
  to: string | null;
  cause: string | null;
  code: string | null;
  refused: string[];
  lastFault: string | null;
};

async function outbox(query: string): Promise<Notice[]> {
  const answer = await handler.get(`/api/notices?${query}`);
  return answerOf<{ notices: Notice[] }>(answer).notices;
}

const isAbout =
  ({ reference }: Received) =>
  (notice: Notice): boolean =>
    notice.reference === reference;

/** A complaint whose acknowledgement arrived. */
async function acknowledged(): Promise<Received> {
  const received = await complain(customer, { name: 'Eva', email: `${newId()}@example.org` });
  await sweep(takesAll());
  return received;
}

async function answered(received: Received, body: object = {}): Promise<void> {
  const url = `/api/complaints/${received.id}/messages`;
  answerOf(await handler.post(url, { text: 'I looked into it.', ...body }), 201);
}

async function answerPromise(received: Received) {
  const { promises } = await look(handler, received);
  const promise = promises.find(({ kind }) => kind === 'answer');
  assert.ok(promise);
  return promise;
}

async function noticeOf(received: Received, kind: string) {
  const found = (await look(handler, received)).notices.findLast((notice) => notice.kind === kind);
  assert.ok(found);
  return found as typeof found & { id: string; cause: string | null; code: string | null };
}

const bounce = async (received: Received, kind: string, told: object = {}): Promise<void> => {
  waitFor(secondMs);
  const { customer: whose } = await look(handler, received);
  const { id: noticeId } = await noticeOf(received, kind);
  const returned = { code: '5.1.1', hard: true, ...told };
  await amends.ledger.write(programActor, (unit) =>
    bounceNotice(unit, { customerId: whose.id, noticeId }, returned),
  );
};

describe('an acknowledgement that came back', () => {
  it('was none, and the story says so', async () => {
    const received = await acknowledged();
    const before = await look(handler, received);
    assert.match(storyOf(before), /We confirmed automatically that we have it\.$/m);
    await bounce(received, 'acknowledgement');
    const seen = await look(handler, received);
    assert.match(storyOf(seen), /A message to you came back\. It stands here instead\./);
    assert.match(storyOf(seen), /Our confirmation did not reach you after all\./);
    assert.equal(seen.state, 'to_do');
    const { cause, code, state } = await noticeOf(received, 'acknowledgement');
    assert.deepEqual([state, cause, code], ['failed', 'bounced', '5.1.1']);
  });

  it('is said once, however often it comes back', async () => {
    const received = await acknowledged();
    await bounce(received, 'acknowledgement');
    const before = storyOf(await look(handler, received));
    await bounce(received, 'acknowledgement');
    assert.equal(storyOf(await look(handler, received)), before);
  });

  it('is one again when it was sent again and arrived', async () => {
    const received = await acknowledged();
    await bounce(received, 'acknowledgement');
    const { id } = await noticeOf(received, 'acknowledgement');
    answerOf(await handler.post(`/api/notices/${id}/again`), 201);
    const post = takesAll();
    await sweep(post);
    assert.equal(post.mails.length, 1);
    const story = storyOf(await look(handler, received));
    assert.equal(story.split('We confirmed automatically').length, 3);
  });
});

describe('an answer that did not arrive', () => {
  it('keeps no promise: it is open again, and the clock goes on', async () => {
    const received = await acknowledged();
    await answered(received);
    assert.equal((await answerPromise(received)).state, 'kept');
    await sweep(refusesAll());
    const seen = await look(handler, received);
    const promise = await answerPromise(received);
    assert.deepEqual([promise.state, promise.dueAt], ['open', received.answerBy]);
    assert.deepEqual([seen.state, seen.nextAt], ['to_do', received.answerBy]);
    assert.match(storyOf(seen), /This is open again, because our message did not reach you: /);
    clock.set(later(new Date(received.answerBy), minuteMs));
    await app.sweep('break due promises');
    assert.equal((await answerPromise(received)).state, 'broken');
  });

  it('keeps no promise when it comes back after days, either', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(takesAll());
    waitFor(3 * dayMs);
    await bounce(received, 'answer', { code: '' });
    await app.sweep('break due promises');
    assert.equal((await answerPromise(received)).state, 'broken');
    assert.equal((await noticeOf(received, 'answer')).code, null);
  });

  it('leaves a promise broken that was broken before, without a second reproach', async () => {
    const received = await acknowledged();
    clock.set(later(new Date(received.answerBy), minuteMs));
    await app.sweep('break due promises');
    await sweep(takesAll());
    await answered(received);
    assert.equal((await answerPromise(received)).state, 'kept');
    await sweep(refusesAll());
    await app.sweep('break due promises');
    const promise = await answerPromise(received);
    assert.deepEqual([promise.state, promise.brokenTimes], ['broken', 1]);
  });

  it('takes nothing back that the customer has confirmed, or closed', async () => {
    const received = await acknowledged();
    await answered(received);
    const { id } = await answerPromise(received);
    await customer.submit(`${pageOf(received)}/promises/${id}/verdict`, { kept: 'yes' });
    await sweep(refusesAll());
    assert.equal((await answerPromise(received)).state, 'confirmed');
    const closed = await acknowledged();
    await answered(closed);
    await customer.submit(`${pageOf(closed)}/verdict`, { fixed: 'yes' });
    await sweep(refusesAll());
    assert.equal((await answerPromise(closed)).state, 'kept');
    assert.equal((await look(handler, closed)).state, 'done');
  });

  it('takes back only what it kept itself', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(takesAll());
    await answered(received, { text: 'One more thing.' });
    await sweep(refusesAll());
    assert.equal((await answerPromise(received)).state, 'kept');
    assert.equal((await look(handler, received)).state, 'to_do');
  });
});

describe('an answer for several', () => {
  const cc = ['anna@example.org', 'bo@example.org'];
  const toSeveral = { cc, confirmNew: cc };
  const refuses = (name: string) =>
    takesAllBut((address) => (address.includes(name) ? '550' : undefined));

  it('that not all got is seen, with whom it missed', async () => {
    const received = await acknowledged();
    await answered(received, toSeveral);
    const post = refuses('anna');
    await sweep(post);
    assert.equal(post.mails[0]?.to.length, 3);
    const failed = (await outbox('state=failed')).find(isAbout(received));
    assert.deepEqual([failed?.cause, failed?.code], ['partly_refused', '550']);
    assert.deepEqual(failed?.refused, ['anna@example.org']);
    assert.match(failed?.lastFault ?? '', /anna@example\.org: 550/);
    assert.equal((await look(handler, received)).state, 'to_do');
    // Whom it was written to has it: that was told.
    assert.equal((await answerPromise(received)).state, 'kept');
    assert.match(storyOf(await look(handler, received)), /did not reach everybody it was for/);
  });

  it('that only those beside the customer got was not told', async () => {
    const received = await acknowledged();
    await answered(received, toSeveral);
    const { email } = (await look(handler, received)).customer;
    await sweep(refuses(email ?? ''));
    assert.equal((await answerPromise(received)).state, 'open');
  });

  it('goes again to those whom it missed, and to nobody else', async () => {
    const received = await acknowledged();
    await answered(received, toSeveral);
    await sweep(refuses('anna'));
    const { id } = await noticeOf(received, 'answer');
    answerOf(await handler.post(`/api/notices/${id}/again`), 201);
    const post = takesAll();
    await sweep(post);
    assert.deepEqual(
      post.mails.map(({ to }) => to),
      [['anna@example.org']],
    );
  });

  it('that came back from one of them needs an address to go again', async () => {
    const received = await acknowledged();
    await answered(received, toSeveral);
    await sweep(takesAll());
    await bounce(received, 'answer', { recipient: 'Anna@Example.org' });
    assert.equal((await answerPromise(received)).state, 'kept');
    const { id } = await noticeOf(received, 'answer');
    const refused = await handler.post(`/api/notices/${id}/again`);
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'address_needed']);
    answerOf(await handler.post(`/api/notices/${id}/again`, { to: 'new@example.org' }), 201);
    const post = takesAll();
    await sweep(post);
    assert.deepEqual(
      post.mails.map(({ to }) => to),
      [['new@example.org']],
    );
  });

  it('that came back from an address nobody wrote to may have missed anybody', async () => {
    const received = await acknowledged();
    await answered(received, toSeveral);
    await sweep(takesAll());
    await bounce(received, 'answer', { recipient: 'alias@elsewhere.example' });
    assert.equal((await answerPromise(received)).state, 'open');
  });
});

describe('a mail of which nobody knows whether it went', () => {
  it('is never sent again by itself, and is a person’s turn', async () => {
    const received = await acknowledged();
    await answered(received);
    const post = answersNothing();
    assert.equal(await sweep(post), 1);
    for (let days = 0; days < 5; days++) {
      waitFor(dayMs);
      await sweep(post);
    }
    assert.equal(post.mails.filter(({ subject }) => subject.startsWith('About')).length, 1);
    const [{ cause, state }, seen] = [
      await noticeOf(received, 'answer'),
      await look(handler, received),
    ];
    assert.deepEqual([cause, state, seen.state], ['unsure', 'failed', 'to_do']);
    assert.match(storyOf(seen), /We cannot tell whether a message of ours reached you\./);
  });

  it('may still come back', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(answersNothing());
    await bounce(received, 'answer');
    assert.equal((await noticeOf(received, 'answer')).cause, 'bounced');
  });
});

describe('sending again', () => {
  it('is a new mail with the same words, and keeps what the first was to keep', async () => {
    const received = await acknowledged();
    await answered(received, { text: 'I looked into it again.' });
    const first = refusesAll();
    await sweep(first);
    const { id } = await noticeOf(received, 'answer');
    answerOf(await handler.post(`/api/notices/${id}/again`), 201);
    const second = takesAll();
    await sweep(second);
    const [one, other] = [await read(first.mails[0]), await read(second.mails[0])];
    assert.equal(other.text, one.text);
    assert.notEqual(other.messageId, one.messageId);
    const seen = await look(handler, received);
    assert.equal(seen.state, 'waiting');
    assert.equal((await answerPromise(received)).state, 'kept');
    assert.ok((await outbox('state=failed')).every((notice) => notice.id !== id));
  });

  it('leaves it our turn where the customer has written since', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(refusesAll());
    waitFor(minuteMs);
    await customer.submit(`${pageOf(received)}/messages`, { text: 'Are you there?' });
    const { id } = await noticeOf(received, 'answer');
    answerOf(await handler.post(`/api/notices/${id}/again`), 201);
    await sweep(takesAll());
    assert.equal((await look(handler, received)).state, 'to_do');
  });

  it('is done once, only for what failed, and only by who may answer', async () => {
    const received = await acknowledged();
    await answered(received);
    const { id } = await noticeOf(received, 'answer');
    const again = async (by = handler) => {
      const answer = await by.post(`/api/notices/${id}/again`);
      return [answer.statusCode, answer.json().code];
    };
    assert.deepEqual(await again(), [409, 'not_failed']);
    await sweep(refusesAll());
    assert.deepEqual(await again(await app.as(people.designer)), [403, 'not_allowed']);
    assert.deepEqual(await again(app.anyone()), [401, 'sign_in_first']);
    assert.deepEqual(await again(), [201, undefined]);
    assert.deepEqual(await again(), [409, 'sent_again_already']);
    const unknown = await handler.post(`/api/notices/${newId()}/again`);
    assert.equal(unknown.statusCode, 404);
  });

  it('twice at once is one mail', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(refusesAll());
    const { id } = await noticeOf(received, 'answer');
    const answers = await Promise.all(
      [1, 2, 3].map(() => handler.post(`/api/notices/${id}/again`)),
    );
    const codes = answers.map(({ statusCode }) => String(statusCode));
    assert.deepEqual(codes.toSorted(), ['201', '409', '409']);
    const post = takesAll();
    await sweep(post);
    assert.equal(post.mails.length, 1);
  });
});

describe('what is said to staff about the outbox', () => {
  it('names the complaint, the cause and the address it goes out of', async () => {
    const received = await acknowledged();
    await answered(received);
    await sweep(refusesAll());
    const answer = await handler.get('/api/notices?state=failed');
    const { notices, mailboxes } = answerOf<{ notices: Notice[]; mailboxes: object[] }>(answer);
    const latest = (notices as (Notice & { mailbox: object })[]).find(isAbout(received));
    assert.deepEqual([latest?.cause, latest?.code], ['refused', '550']);
    const address = 'care@nordwind.example';
    assert.deepEqual(latest?.mailbox, { id: null, address });
    const lastMinute = (mailboxes[0] as { lastMinute: number }).lastMinute;
    assert.ok(lastMinute > 0);
    assert.deepEqual(mailboxes, [
      { id: null, address, perMinute: 60, lastMinute, configured: false, fault: null },
    ]);
  });

  it('shows what went lately, without the keys in it', async () => {
    const received = await acknowledged();
    const sent = await outbox('state=delivered');
    const latest = sent.find(isAbout(received));
    assert.equal(latest?.kind, 'acknowledgement');
    assert.ok(!JSON.stringify(sent).includes(received.link.split('/').at(-1) ?? ''));
  });

  it('refuses what it does not know', async () => {
    assert.equal((await handler.get('/api/notices?state=lost')).statusCode, 422);
    assert.equal((await app.anyone().get('/api/notices')).statusCode, 401);
  });
});

it('an answer by a person says nothing about itself', async () => {
  const received = await acknowledged();
  await reply(handler, received);
  const post = takesAll();
  await sweep(post);
  const mail = await read(post.mails[0]);
  assert.equal(mail.headers.get('auto-submitted'), undefined);
});

it('all of this is what the ledger says', async () => {
  const { db, signingKey: key } = amends;
  await sealAll(db, clock, key);
  const { faults } = await verify(db, { registry, projectedTables, streamOrder, key });
  assert.deepEqual(faults, []);
});
