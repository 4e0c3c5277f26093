import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, pageOf } from '../../test/complaints.ts';
import { arrive, mail } from '../../test/mails.ts';
import { type Answer, answerOf } from '../../test/visitor.ts';

/**
 * Whoever holds a connection and waits for a second one can wait for ever: when all wait so, nothing
 * moves. So every wish must do with one, and that is tried here with a pool that has no more.
 */
const app = await startApp({ connectionsMax: 1 });
const { people } = app;
const anyone = app.anyone();
const manager = await app.as(people.manager);
const ada = await app.as(people.administrator);
const handler = await app.as(people.handler);
const machine = await app.withToken('machine');

type Wishes = [string, () => Promise<Answer>][];

async function assertFulfilled(wishes: Wishes): Promise<void> {
  for (const [name, wish] of wishes) {
    const { statusCode, body } = await wish();
    assert.ok(statusCode < 400, `${name}: ${statusCode} ${body.slice(0, 200)}`);
  }
}

const settings = {
  name: 'X',
  in: { kind: 'listener' },
  out: null,
  plusAddressing: true,
  perMinute: 60,
  dkim: null,
};

describe('with a single connection to the database', () => {
  it('every wish can be fulfilled', async () => {
    const email = 'one@example.org';
    const received = await complain(anyone, { email, level: 'executive' });
    const url = `/api/complaints/${received.id}`;
    const page = pageOf(received);
    const story = `/api/story${page.slice(2)}`;
    const owner = await app.as(app.personWithId(received.owner.id));
    const inWeeks = '2026-12-11T09:00:00Z';
    const { reference, claimCode: code } = received;
    const wishes: Wishes = [
      ['a form', () => anyone.submit('/complain', { text: 'One.' })],
      [
        'a form with files',
        () => anyone.submitFiles('/complain', { text: 'x' }, [new File(['x'], 'x')]),
      ],
      ['a form that is held back', () => anyone.submit('/complain', { text: 'x', website: 'x' })],
      ['an import', () => machine.post('/api/complaints', { text: 'x', externalId: 'x' })],
      ['an answer', () => owner.post(`${url}/messages`, { text: 'I see.' })],
      ['a note', () => owner.post(`${url}/notes`, { text: 'Hm.' })],
      ['a call', () => owner.post(`${url}/contacts`, { channel: 'phone', text: 'Called.' })],
      ['a promise', () => owner.post(`${url}/promises`, { text: 'We pay.', dueAt: inWeeks })],
      [
        'an offer',
        () => owner.post(`${url}/hand-over`, { to: people.manager.staffId, reason: 'x' }),
      ],
      ['an acceptance', () => manager.post(`${url}/hand-over/acceptance`)],
      ['taking it on', () => handler.post(`${url}/ownership`)],
      ['a question', () => handler.post(`${url}/closure-question`)],
      [
        'taking it higher',
        () => handler.post(`${url}/escalation`, { level: 'manager', reason: 'x' }),
      ],
      ['words on the page', () => anyone.submit(`${page}/messages`, { text: 'More.' })],
      ['words over the API', () => anyone.post(`${story}/messages`, { text: 'More.' })],
      ['the CEO', () => anyone.post(`${story}/escalation`, { level: 'executive' })],
      ['a verdict', () => anyone.post(`${story}/verdict`, { fixed: false })],
      ['withdrawing', () => anyone.post(`${story}/withdrawal`, {})],
      ['everything as JSON', () => anyone.get(`${page}/download.json`)],
      ['a receipt', () => anyone.get(`${page}/receipt.json`)],
      ['a claim', () => anyone.post('/api/claims', { reference, code })],
      ['a claim on the page', () => anyone.submit('/claim', { reference, code })],
      ['a lost link', () => anyone.post('/api/lost-links', { email })],
      ['a lost link on the page', () => anyone.submit('/lost-link', { email })],
      [
        'a sign-in link',
        () => anyone.post('/api/sign-in-link-requests', { email: 'hana@nordwind.example' }),
      ],
      ['a password', () => manager.post('/api/me/password', { password: 'a long password' })],
      [
        'signing in',
        () =>
          anyone.post('/api/session', { email: people.manager.email, password: 'a long password' }),
      ],
      [
        'a newcomer',
        () =>
          ada.post('/api/staff', { name: 'N', title: 'N', email: 'n@x.example', roles: ['fixer'] }),
      ],
      ['who I am', () => handler.get('/api/me')],
      ['a list', () => handler.get('/api/complaints?owner=me')],
      ['a new link', () => anyone.post(`${story}/link`)],
    ];
    await assertFulfilled(wishes);
  });

  it('sixty at once are all served', async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => anyone.post('/api/complaints', { text: 'At once.' })),
    );
    assert.deepEqual([...new Set(answers.map(({ statusCode }) => statusCode))], [201]);
  });

  it('the clock breaks promises', async () => {
    app.clock.set('2026-11-24T16:00:00.000Z');
    assert.ok((await app.sweep('break due promises')) > 0);
    await app.sweep('seal the ledger');
  });
});

describe('with a single connection, and mail', () => {
  it('every wish about mail can be fulfilled', async () => {
    const first = await arrive(app, mail({ from: 'one@mail.example' }));
    const other = await arrive(app, mail({ from: 'two@mail.example', text: 'Other.' }));
    const away = ['Auto-Submitted: auto-replied'];
    const parked = await arrive(app, mail({ from: 'three@mail.example', headers: away }));
    const url = `/api/complaints/${first.complaintId}`;
    const { customer } = answerOf<{ customer: { id: string } }>(await handler.get(url));
    const { customer: second } = answerOf<{ customer: { id: string } }>(
      await handler.get(`/api/complaints/${other.complaintId}`),
    );
    const person = `/api/customers/${customer.id}`;
    const wishes: Wishes = [
      ['to whom an answer goes', () => handler.get(`${url}/recipients`)],
      [
        'an answer with history',
        () => handler.post(`${url}/messages`, { text: 'x', quoteHistory: true }),
      ],
      ['held back mail', () => handler.get('/api/mails/parked')],
      ['a mail’s page', () => handler.get(`/api/mails/${first.mailId}/page`)],
      ['a person behind a machine', () => handler.post(`/api/mails/${parked.mailId}/complaint`)],
      [
        'joining',
        () =>
          handler.post(`/api/complaints/${other.complaintId}/joining`, { into: first.complaintId }),
      ],
      ['parting', () => handler.post(`/api/complaints/${other.complaintId}/parting`)],
      ['a correction', () => handler.post(`${person}/correction`, { postalAddress: 'A 1' })],
      ['a letter', () => handler.post(`${url}/messages`, { text: 'x', by: 'post' })],
      ['merging', () => handler.post(`${person}/merging`, { into: second.id })],
      ['unmerging', () => handler.post(`${person}/unmerging`)],
      ['a customer', () => handler.get(person)],
      ['tasks', () => handler.get('/api/tasks?of=everybody')],
      ['a mailbox', () => ada.post('/api/mailboxes', { address: 'x@nordwind.example', settings })],
      ['mailboxes', () => ada.get('/api/mailboxes')],
      ['the outbox', () => handler.get('/api/notices')],
    ];
    await assertFulfilled(wishes);
  });
});

describe('with a single connection, and knowledge', () => {
  it('every wish about knowledge can be fulfilled', async () => {
    const senior = await app.as(people.manager);
    const { id } = await complain(anyone);
    const article = { title: 'Lifts', text: 'Call.', language: 'en', reviewOn: '2027-05-03' };
    const { articleId } = answerOf<{ articleId: string }>(
      await handler.post('/api/articles', article),
      201,
    );
    const url = `/api/articles/${articleId}`;
    const { wantedId } = answerOf<{ wantedId: string }>(
      await handler.post(`/api/complaints/${id}/wanted-articles`, { what: 'Dogs?' }),
      201,
    );
    await app.sweep('index articles');
    await app.sweep('find missing articles');
    await app.sweep('ask for reviews');
    const wishes: Wishes = [
      ['a change', () => handler.post(`${url}/editions`, { ...changed, edition: 1 })],
      ['publishing', () => senior.post(`${url}/publication`, {})],
      ['a review', () => handler.post(`${url}/review`, { reviewOn: '2027-06-01' })],
      ['an owner', () => handler.post(`${url}/ownership`, { ownerId: people.manager.staffId })],
      ['an article', () => handler.get(url)],
      ['articles', () => handler.get('/api/articles?q=lifts')],
      ['what is known', () => handler.get(`/api/complaints/${id}/knowledge`)],
      ['learning', () => handler.post(`/api/complaints/${id}/training`, { what: 'x' })],
      ['what to learn', () => handler.get('/api/training')],
      ['a wanted one', () => handler.post('/api/articles', { ...article, wantedId })],
      ['answers', () => anyone.get('/answers?q=lift')],
      ['an answer', () => anyone.get(`/answers/lifts-${articleId}`)],
      ['retiring', () => senior.post(`${url}/retirement`)],
    ];
    await assertFulfilled(wishes);
  });
});

const changed = { title: 'Lifts', text: 'Call us.', language: 'en' };
