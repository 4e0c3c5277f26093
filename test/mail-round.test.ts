import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { later, secondMs } from '#clock.ts';
import { readReplyToken } from '#complaints/index.ts';
import { sendDueNotices } from '#notices/index.ts';
import { startApp } from './app.ts';
import { look, storyOf } from './complaints.ts';
import { arrive, complaintOf, mail } from './mails.ts';
import { type FakePost, type Given, read, takesAll } from './post.ts';
import { answerOf, assertRefused } from './visitor.ts';

// One conversation by mail, there and back: what goes out leads back in.

const app = await startApp();
const { amends, clock, people } = app;
const handler = await app.as(people.handler);

async function sent(): Promise<Given[]> {
  clock.set(later(clock.now(), secondMs));
  const post: FakePost = takesAll();
  await sendDueNotices({ ...amends, post });
  return post.mails;
}

/** What a mail server sends back when it cannot deliver. */
const bounceOf = ({ messageId, to }: Given): Buffer =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example.org',
      'To: care@nordwind.example',
      'Subject: Undelivered Mail Returned to Sender',
      'Date: Mon, 23 Nov 2026 12:00:00 +0100',
      `Message-ID: <bounce-of-${messageId.slice(1, -1)}>`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.org',
      '',
      `Final-Recipient: rfc822; ${to[0]}`,
      'Action: failed',
      'Status: 5.1.1',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: ${messageId}`,
      'Subject: Re: The 8:14',
      '--b--',
      '',
    ].join('\r\n'),
  );

describe('a conversation by mail', () => {
  it('goes on with whom a person of ours brought into it', async () => {
    const complaint = complaintOf(await arrive(app, mail({ from: 'ira@example.org' })));
    const boss = 'boss@firm.example';
    const body = { text: 'See above.', to: [boss], cc: ['ira@example.org'], confirmNew: [boss] };
    answerOf(await handler.post(`/api/complaints/${complaint.id}/messages`, body), 201);
    const answer = (await sent()).find(({ to }) => to.includes(boss));
    assert.ok(answer);
    const headers = [`In-Reply-To: ${answer.messageId}`];
    const became = await arrive(app, mail({ from: `The Boss <BOSS@firm.example>`, headers }));
    assert.deepEqual([became.state, became.complaintId], ['message', complaint.id]);
  });

  it('was never answered by what came back', async () => {
    const complaint = complaintOf(await arrive(app, mail({ from: 'gone@example.org' })));
    answerOf(
      await handler.post(`/api/complaints/${complaint.id}/messages`, { text: 'Hello.' }),
      201,
    );
    const answer = (await sent()).find(({ subject }) => subject.startsWith('Re:'));
    assert.ok(answer);
    assert.ok((await look(handler, complaint)).answeredAt);
    await arrive(app, bounceOf(answer));
    const seen = await look(handler, complaint);
    assert.equal(seen.answeredAt, null);
    assert.deepEqual(
      seen.promises.map(({ kind, state }) => [kind, state]),
      [['answer', 'open']],
    );
    const question = `/api/complaints/${complaint.id}/closure-question`;
    assertRefused(await handler.post(question), 409, 'not_answered');
    const { customer } = seen as unknown as { customer: { emailFault: string } };
    assert.equal(customer.emailFault, '5.1.1');
  });

  it('is answered in its own thread, and its answers lead back, until one comes back', async () => {
    const first = await arrive(app, mail({ id: '<first@example.org>', cc: 'aunt@example.net' }));
    const complaint = complaintOf(first);
    const [acknowledgement, ...more] = await sent();
    assert.ok(acknowledgement);
    assert.equal(more.length, 0);
    const told = await read(acknowledgement);
    assert.deepEqual(acknowledgement.to, ['eva@example.org'], 'to the customer and nobody else');
    assert.equal(told.headers.get('auto-submitted'), 'auto-replied');
    assert.equal(told.inReplyTo, '<first@example.org>');

    const url = `/api/complaints/${complaint.id}/messages`;
    answerOf(await handler.post(url, { text: 'I looked into it.', quoteHistory: true }), 201);
    const answer = (await sent()).find(({ subject }) => subject === 'Re: The 8:14');
    assert.ok(answer);
    assert.deepEqual(answer.to, ['eva@example.org', 'aunt@example.net']);
    const words = await read(answer);
    assert.deepEqual([words.references].flat(), ['<first@example.org>']);
    assert.match(words.text ?? '', /Eva Lindner wrote:\n> It never came\./);

    const { reference } = await look(handler, complaint);
    assert.equal(readReplyToken(amends.linkKey, answer.messageId), reference);
    const reply = mail({ headers: [`In-Reply-To: ${answer.messageId}`], text: 'Thank you.' });
    assert.equal(complaintOf(await arrive(app, reply)).id, complaint.id);

    const bounce = await arrive(app, bounceOf(acknowledgement));
    assert.deepEqual([bounce.state, bounce.reason], ['parked', 'bounce']);
    const seen = await look(handler, complaint);
    assert.match(storyOf(seen), /Our confirmation did not reach you after all\./);
    assert.equal(seen.notices[0]?.state, 'failed');
    assert.equal(seen.state, 'to_do');
  });
});
