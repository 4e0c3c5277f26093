import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { addMessage, complaintStream } from '#complaints/index.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, pageOf, reply, whatHappened } from '../../test/complaints.ts';
import { type Answer, answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const customer = app.anyone();
const { people } = app;
const handler = await app.as(people.handler);

const nobodysId = '0190a8c2-0000-7000-8000-000000000000';

const open = ({ link }: { link: string }, end = ''): Promise<Answer> =>
  customer.get(`${pageOf({ link })}${end}`);

const mine = await complain(customer, { email: 'mine@example.org' });
const theirs = await complain(customer, { email: 'theirs@example.org' });
const also = await complain(customer, { email: 'mine@example.org', text: 'Another matter.' });

describe('another customer’s page', () => {
  const isNothing = async (answer: Answer, status = 404) => {
    assert.equal(answer.statusCode, status, answer.body.slice(0, 300));
    for (const secret of [theirs.reference, whatHappened, 'theirs@example.org']) {
      assert.ok(!answer.body.includes(secret), secret);
    }
  };

  it('is not found under a forged, cut or mixed link, and says the same each time', async () => {
    const token = pageOf(theirs).slice(3);
    const forged = [
      `${token.slice(0, -6)}AAAAAA`,
      token.slice(0, 40),
      token.slice(0, -1),
      `${token}A`,
      pageOf(mine).slice(3, 48) + token.slice(45),
      'AAAA',
      nobodysId,
    ];
    const answers = [];
    for (const each of forged) {
      const answer = await customer.get(`/c/${each}`);
      await isNothing(answer);
      answers.push(answer.body.replaceAll(String(answer.headers['x-request-id']), ''));
      assertRefused(await customer.get(`/api/story/${each}`), 404, 'link_unknown');
      await isNothing(await customer.submit(`/c/${each}/verdict`, { fixed: 'yes' }));
    }
    assert.equal(new Set(answers).size, 1, 'the answers differ');
    assert.equal((await look(handler, theirs)).closedAt, null);
  });

  it('keeps its promises to itself', async () => {
    for (const [whose, ownPage] of [
      [theirs, mine],
      [also, mine],
    ] as const) {
      const [answer] = (await look(handler, whose)).promises;
      const url = `${pageOf(ownPage)}/promises/${answer?.id}/verdict`;
      await isNothing(await customer.submit(url, { kept: 'no' }));
      assert.equal((await look(handler, whose)).promises[0]?.state, 'open');
    }
  });

  it('keeps its files to itself', async () => {
    for (const whose of [theirs, also]) {
      await customer.submitFiles(`${pageOf(whose)}/messages`, {}, [new File(['secret'], 's.txt')]);
      const fileId = (await look(handler, whose)).messages.at(-1)?.files[0]?.id;
      assert.equal((await open(whose, `/files/${fileId}`)).body, 'secret');
      await isNothing(await open(mine, `/files/${fileId}`));
      const url = `/api/complaints/${mine.id}/files/${fileId}`;
      assertRefused(await handler.get(url, { accept: '*/*' }), 404, 'not_found');
      assertRefused(await customer.get(url, { accept: '*/*' }), 401, 'sign_in_first');
    }
    await isNothing(await open(mine, `/files/${nobodysId}`));
    await isNothing(await open(mine, '/files/17'), 422);
  });

  it('has no place for a file of a note', async () => {
    const sha256 = createHash('sha256').update('note').digest();
    await app.amends.files.put(bytesOf('note'));
    const of = { customerId: (await look(handler, mine)).customer.id, complaintId: mine.id };
    const { messageId } = await app.amends.ledger.write('program', (unit) =>
      addMessage(unit, of, {
        staffId: people.handler.staffId,
        audience: 'internal',
        text: 'See the file.',
        files: [{ sha256, size: 4, name: 'n.txt', mediaType: 'text/plain', claimedType: null }],
      }),
    );
    const note = (await look(handler, mine)).messages.find(({ id }) => id === messageId);
    const fileId = note?.files[0]?.id;
    assert.equal((await handler.get(`/api/complaints/${mine.id}/files/${fileId}`)).body, 'note');
    await isNothing(await open(mine, `/files/${fileId}`));
    const { stream } = complaintStream(of.customerId, mine.id);
    const { body: receipt } = await open(mine, '/receipt.json');
    assert.ok(receipt.includes(stream) && !receipt.includes(String(fileId)));
  });
});

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

describe('an address of mail proves nothing', () => {
  const email = 'shared@example.org';

  /** What somebody gets to see who only knows the victim's address. */
  async function seenByStranger(): Promise<string> {
    // The newest complaint is the one that a letter with lost links belongs to.
    app.clock.set('2026-11-23T09:00:01.000Z');
    const stranger = await complain(customer, { email, text: 'I only know the address.' });
    await reply(handler, stranger);
    answerOf(await customer.post('/api/lost-links', { email }));
    const ends = ['', '/print', '/receipt.json', '/download.json'];
    const pages = await Promise.all(ends.map((end) => open(stranger, end)));
    return pages.map(({ body }) => body).join();
  }

  it('so a complaint under it shows nothing of what we know of its owner', async () => {
    const victim = await complain(customer, {
      email,
      name: 'Victoria Victim',
      phone: '+49 170 999',
      text: 'My secret.',
    });
    const seen = await seenByStranger();
    const secrets = ['Victoria', '+49 170 999', 'My secret.', victim.reference, pageOf(victim)];
    for (const secret of secrets) assert.ok(!seen.includes(secret), secret);
  });
});

describe('what staff say to each other', () => {
  const reason = 'INTERNAL: he shouted at me.';

  it('about handing on or taking higher is not the customer’s to read', async () => {
    const received = await complain(customer);
    const owner = await app.as(app.personWithId(received.owner.id));
    const url = `/api/complaints/${received.id}`;
    const manager = await app.as(people.manager);
    const to = people.manager.staffId;
    answerOf(await owner.post(`${url}/escalation`, { level: 'executive', reason }));
    answerOf(await owner.post(`${url}/hand-over`, { to, reason }));
    answerOf(await manager.post(`${url}/hand-over/refusal`, { reason }));
    for (const end of ['', '/print', '/receipt.json', '/download.json']) {
      assert.ok(!(await open(received, end)).body.includes('INTERNAL'), end);
    }
  });
});
