import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import type { Post } from '#mail/out.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, pageOf, type Received, whatHappened } from '../../test/complaints.ts';
import { type Given, read, takesAll } from '../../test/post.ts';
import { answerOf } from '../../test/visitor.ts';
import { sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, clock, people, db } = app;
const handler = await app.as(people.handler);

const sweep = (post: Post): Promise<number> => sendDueNotices({ ...amends, post });

const address = (name: string) => ({ address: name, name: '' });

type Mailed = { from?: string; to?: string[]; cc?: string[]; subject?: string; text?: string };

/** Somebody's mail joins a complaint; returns the id of the contact. */
async function mailArrives(received: Received, mailed: Mailed): Promise<string> {
  clock.set(later(clock.now(), secondMs));
  const body = { channel: 'mail', text: mailed.text ?? 'When?' };
  const answer = await handler.post(`/api/complaints/${received.id}/contacts`, body);
  const { contactId } = answerOf<{ contactId: string }>(answer, 201);
  const mailId = newId();
  await db
    .insertInto('mails')
    .values({
      mail_id: mailId,
      sha256: Buffer.alloc(32),
      size: 1,
      via: 'imap',
      envelope: '{}',
      arrived_at: clock.now(),
      stored_at: clock.now(),
      state: 'message',
      rfc_id: `${mailId}@example.org`,
      complaint_id: received.id,
      contact_id: contactId,
      reading: JSON.stringify({
        from: address(mailed.from ?? 'eva@example.org'),
        replyTo: [],
        to: (mailed.to ?? ['care@nordwind.example']).map(address),
        cc: (mailed.cc ?? []).map(address),
        references: ['root@example.org'],
        subject: mailed.subject ?? 'Re: The train',
      }),
      tries: 1,
      read_after: clock.now(),
    })
    .execute();
  await db
    .updateTable('messages')
    .set({ mail_id: mailId })
    .where('message_id', '=', contactId)
    .execute();
  return contactId;
}

async function answer(received: Received, body: object = {}): Promise<Given> {
  clock.set(later(clock.now(), secondMs));
  await sweep(takesAll());
  const url = `/api/complaints/${received.id}/messages`;
  answerOf(await handler.post(url, { text: 'I looked into it.', ...body }), 201);
  const post = takesAll();
  await sweep(post);
  const [sent] = post.mails;
  assert.ok(sent && post.mails.length === 1);
  return sent;
}

const evas = () => complain(app.anyone(), { name: 'Eva Berg', email: 'eva@example.org' });

type Proposed = {
  to: { address: string }[];
  cc: { address: string }[];
  answering: string;
  byPost: boolean;
};

async function proposed(received: Received, query = ''): Promise<Proposed> {
  return answerOf<Proposed>(await handler.get(`/api/complaints/${received.id}/recipients${query}`));
}

describe('an answer', () => {
  it('goes to those who stood on the latest message, and to nobody else', async () => {
    const received = await evas();
    await mailArrives(received, {
      to: ['care@nordwind.example', 'son@example.org'],
      cc: ['aunt@example.org'],
    });
    const sent = await answer(received);
    assert.deepEqual(sent.to, ['eva@example.org', 'son@example.org', 'aunt@example.org']);
    const mail = await read(sent);
    assert.equal([mail.to].flat()[0]?.text, 'eva@example.org, son@example.org');
    assert.equal([mail.cc].flat()[0]?.text, 'aunt@example.org');
  });

  it('never copies one customer’s company on another’s complaint', async () => {
    const first = await evas();
    await mailArrives(first, { cc: ['aunt@example.org'] });
    await answer(first);
    const second = await evas();
    const other = await complain(app.anyone(), { email: 'bo@example.org' });
    assert.deepEqual((await answer(second)).to, ['eva@example.org']);
    assert.deepEqual((await answer(other)).to, ['bo@example.org']);
    // Nor with a message of the other's complaint as what is answered.
    const contactId = await mailArrives(first, { cc: ['aunt@example.org'] });
    const url = `/api/complaints/${other.id}/messages`;
    const refused = await handler.post(url, { text: 'x', answering: contactId });
    assert.deepEqual([refused.statusCode, refused.json().code], [404, 'unknown_message']);
  });

  it('to a third party does not go to the customer, nor does it carry their link', async () => {
    const received = await evas();
    const contactId = await mailArrives(received, { from: 'lawyer@example.net' });
    const sent = await answer(received, { answering: contactId });
    assert.deepEqual(sent.to, ['lawyer@example.net']);
    const mail = await read(sent);
    assert.ok(!mail.text?.includes(received.link));
    assert.ok(mail.text?.includes(received.reference));
  });

  it('carries the private link to the customer alone', async () => {
    const received = await evas();
    assert.ok((await read(await answer(received))).text?.includes(received.link));
    const withAunt = { cc: ['aunt@example.org'], confirmNew: ['aunt@example.org'] };
    assert.ok(!(await read(await answer(received, withAunt))).text?.includes(received.link));
  });

  it('continues the thread of the mail that it answers', async () => {
    const received = await evas();
    const contactId = await mailArrives(received, { subject: 'AW: Re: The train' });
    const mail = await read(await answer(received));
    const row = await db
      .selectFrom('mails')
      .select('rfc_id')
      .where('contact_id', '=', contactId)
      .executeTakeFirstOrThrow();
    assert.equal(mail.subject, 'Re: The train');
    assert.equal(mail.inReplyTo, `<${row.rfc_id}>`);
    assert.deepEqual(mail.references, ['<root@example.org>', `<${row.rfc_id}>`]);
  });

  it('can be to an earlier message than the latest', async () => {
    const received = await evas();
    const lawyers = await mailArrives(received, { from: 'lawyer@example.net' });
    await mailArrives(received, {});
    assert.deepEqual((await answer(received)).to, ['eva@example.org']);
    assert.deepEqual((await answer(received, { answering: lawyers })).to, ['lawyer@example.net']);
  });

  it('goes to somebody new only when that is confirmed', async () => {
    const received = await evas();
    const url = `/api/complaints/${received.id}/messages`;
    const body = { text: 'x', to: ['eva@example.org'], cc: ['new@example.org'] };
    const refused = await handler.post(url, body);
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'new_recipient']);
    assert.equal((await look(handler, received)).messages.length, 1, 'nothing is recorded');
    const sent = await answer(received, { ...body, confirmNew: ['new@example.org'] });
    assert.deepEqual(sent.to, ['eva@example.org', 'new@example.org']);
  });

  it('leaves no address in the ledger', async () => {
    const received = await evas();
    await answer(received, { cc: ['secret@example.org'], confirmNew: ['secret@example.org'] });
    const { rows } = await app.pool.query('select data::text as data from ledger_entries');
    assert.ok(rows.length > 10);
    assert.ok(rows.every(({ data }) => !data.includes('@')));
  });

  it('holds what it answers, where that is wished for', async () => {
    const received = await evas();
    assert.ok(!(await read(await answer(received))).text?.includes(whatHappened));
    const mail = await read(await answer(received, { quoteHistory: true }));
    assert.match(
      mail.text ?? '',
      new RegExp(`Eva Berg wrote:\\n> ${whatHappened.replaceAll('.', '\\.')}\\s*$`),
    );
    assert.match(mail.html || '', /<blockquote/);
  });

  it('stands on the page alone where there is no address', async () => {
    const received = await complain(app.anyone());
    const url = `/api/complaints/${received.id}/messages`;
    answerOf(await handler.post(url, { text: 'I looked into it.' }), 201);
    assert.match((await app.anyone().get(pageOf(received))).body, /I looked into it\./);
    const { notices } = await look(handler, received);
    assert.deepEqual(notices.at(-1)?.channel, 'page');
  });

  it('is refused with a sentence where something in it cannot be', async () => {
    const received = await evas();
    const url = `/api/complaints/${received.id}/messages`;
    for (const body of [
      { to: [] },
      { to: ['nobody'] },
      { cc: Array.from({ length: 21 }, (_, n) => `p${n}@example.org`) },
      { answering: 'x' },
      { by: 'pigeon' },
      { bcc: ['x@example.org'] },
    ]) {
      const refused = await handler.post(url, { text: 'x', ...body });
      assert.equal(refused.statusCode, 422, JSON.stringify(body));
    }
    assert.equal((await app.anyone().post(url, { text: 'x' })).statusCode, 401);
  });
});

describe('the proposed recipients', () => {
  it('are those to whom the answer goes', async () => {
    const received = await evas();
    await mailArrives(received, { cc: ['aunt@example.org'] });
    const { to, cc, byPost } = await proposed(received);
    assert.deepEqual(
      [to, cc, byPost],
      [[address('eva@example.org')], [address('aunt@example.org')], false],
    );
    const first = await proposed(received, `?answering=${received.id}`);
    assert.deepEqual(first.to, [{ address: 'eva@example.org', name: 'Eva Berg' }]);
    assert.deepEqual(first.cc, []);
  });

  it('are told to nobody who may not answer', async () => {
    const received = await evas();
    const url = `/api/complaints/${received.id}/recipients`;
    assert.equal((await app.anyone().get(url)).statusCode, 401);
    assert.equal((await (await app.as(people.designer)).get(url)).statusCode, 403);
  });
});

describe('what the program says by itself', () => {
  it('goes to the customer only, whoever stood on the mail', async () => {
    const received = await evas();
    await mailArrives(received, { from: 'lawyer@example.net', cc: ['aunt@example.org'] });
    await sweep(takesAll());
    const dueAt = later(clock.now(), 3 * 86_400_000).toISOString();
    answerOf(
      await handler.post(`/api/complaints/${received.id}/promises`, { text: 'We pay.', dueAt }),
      201,
    );
    const post = takesAll();
    await sweep(post);
    assert.deepEqual(
      post.mails.map(({ to }) => to),
      [['eva@example.org']],
    );
    assert.equal((await read(post.mails[0])).headers.get('auto-submitted'), 'auto-generated');
  });
});
