import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { verifyAmends } from '#app/check.ts';
import { later, minuteMs } from '#clock.ts';
import { replyToken } from '#complaints/index.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, reply, storyOf } from '../../test/complaints.ts';
import { arrive, complaintOf, keep, mail, mailsSoFar } from '../../test/mails.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';
import { perHourMax } from './decide.ts';

const app = await startApp();
const { amends, clock, people } = app;
const handler = await app.as(people.handler);

// What happens later has a later time.
beforeEach(() => clock.set(later(clock.now(), minuteMs)));

let customers = 0;
/** Somebody who wrote to us, with their first mail and what it became. */
async function somebody(wish: Parameters<typeof mail>[0] = {}) {
  const address = `person-${++customers}@example.org`;
  const id = `first-of-${address}`;
  const raw = mail({ from: address, id: `<${id}>`, ...wish });
  const of = complaintOf(await arrive(app, raw));
  const { reference } = await look(handler, of);
  return { address, id, of, reference, raw };
}

describe('a mail', () => {
  it('becomes a complaint with an owner, a date and an acknowledgement', async () => {
    const became = await arrive(app, mail({ from: 'Eva Lindner <eva@example.org>' }));
    assert.deepEqual([became.state, became.reason], ['complaint', 'new']);
    const seen = await look(handler, complaintOf(became));
    assert.equal(seen.text, 'It never came.');
    assert.equal(seen.channel, 'mail');
    assert.deepEqual(seen.details, {
      name: 'Eva Lindner',
      email: 'eva@example.org',
      subject: 'The 8:14',
    });
    assert.ok(seen.owner.name && seen.nextAt);
    assert.deepEqual(
      seen.notices.map(({ kind, state }) => [kind, state]),
      [['acknowledgement', 'waiting']],
    );
    assert.match(storyOf(seen), /You told us by mail/);
  });

  it('keeps its files, and what stood below its words', async () => {
    const raw = Buffer.from(
      [
        'From: files@example.org',
        'Subject: Ticket',
        'Message-ID: <with-files@example.org>',
        'Content-Type: multipart/mixed; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Here it is.',
        '',
        'On 3 Nov 2026 Hana wrote:',
        '> Please send us your ticket.',
        '--b',
        'Content-Type: application/pdf',
        'Content-Disposition: attachment; filename="ticket.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        Buffer.from('%PDF-1.4 a ticket').toString('base64'),
        '--b--',
      ].join('\r\n'),
    );
    const of = complaintOf(await arrive(app, raw));
    const [first] = (await look(handler, of)).messages as unknown as {
      text: string;
      quoted: string;
      files: { id: string; name: string; mediaType: string }[];
    }[];
    assert.equal(first?.text, 'Here it is.');
    assert.match(first?.quoted ?? '', /Please send us your ticket/);
    assert.deepEqual(
      first?.files.map(({ name, mediaType }) => [name, mediaType]),
      [['ticket.pdf', 'application/pdf']],
    );
    const file = await handler.get(`/api/complaints/${of.id}/files/${first?.files[0]?.id}`);
    assert.equal(file.body, '%PDF-1.4 a ticket');
  });

  it('is never lost for what it lacks', async () => {
    const strange: [string, string, RegExp][] = [
      ['no sender', 'To: care@nordwind.example\r\nSubject: Help\r\n\r\nPlease.\r\n', /Please/],
      ['no words', 'From: quiet@example.org\r\nSubject: Only this\r\n\r\n', /Only this/],
      ['nothing', '\r\n', /This mail has no words/],
      ['spaces in From', 'From: eva lindner @ home <>\r\n\r\nStill here.\r\n', /Still here/],
      [
        'a long folded subject',
        `From: long@example.org\r\nSubject: ${'word '.repeat(12)}\r\n ${'word '.repeat(12)}\r\n\r\nLong.\r\n`,
        /Long/,
      ],
      [
        'a charset that nobody knows',
        'From: x@example.org\r\nContent-Type: text/plain; charset=klingon-1\r\n\r\nnuqneH\r\n',
        /nuqneH/,
      ],
    ];
    for (const [name, raw, words] of strange) {
      const became = await arrive(app, Buffer.from(raw));
      assert.equal(became.state, 'complaint', name);
      const seen = await look(handler, complaintOf(became));
      assert.match(seen.text ?? '', words, name);
      assert.ok(seen.owner.name, name);
    }
  });

  it('that cannot be read is a complaint with the mail attached', async () => {
    await keep(app, mail({ from: 'odd@example.org', subject: 'Odd' }));
    const { reader } = amends.reading;
    const { read } = reader;
    reader.read = async () => ({ fault: 'crashed' });
    try {
      await app.sweep('read mails');
    } finally {
      reader.read = read;
    }
    const became = (await mailsSoFar(app)).at(-1);
    assert.ok(became);
    assert.equal(became.state, 'unparsed');
    const seen = await look(handler, complaintOf(became));
    assert.equal(seen.customer.email, 'odd@example.org');
    assert.match(seen.text ?? '', /could not read this mail/);
    const [file] = seen.messages[0]?.files ?? [];
    assert.equal(file?.name, 'mail.eml');
    const raw = await handler.get(`/api/complaints/${seen.id}/files/${file?.id}`);
    assert.match(raw.body, /Subject: Odd/);
  });
});

describe('a mail whose reading never comes to an end', () => {
  it('is a complaint with the mail attached after ten tries, and not before', async () => {
    const become = async (tries: number): Promise<string | undefined> => {
      await keep(app, mail({ from: `tries-${tries}@example.org` }));
      await app.db.updateTable('mails').set({ tries }).where('state', '=', 'stored').execute();
      await app.sweep('read mails');
      return (await mailsSoFar(app)).at(-1)?.state;
    };
    assert.equal(await become(9), 'complaint');
    assert.equal(await become(10), 'unparsed');
  });
});

describe('an acknowledgement', () => {
  const rights =
    'Not content? Write to the Rail Ombudsman, 1 Fair Street.\n\nWithin twelve months.';

  it('states the rights that the organisation gave it', async () => {
    const manager = await app.as(people.manager);
    answerOf(await manager.post('/api/organisation/rights', { text: rights }));
    assert.equal(answerOf(await handler.get('/api/organisation/rights'))['text'], rights);
    const { of } = await somebody();
    const { notices } = answerOf<{ notices: { complaintId: string; text: string }[] }>(
      await handler.get('/api/notices?state=waiting'),
    );
    const told = notices.find(({ complaintId }) => complaintId === of.id);
    assert.match(told?.text ?? '', /Rail Ombudsman, 1 Fair Street\.\n\nWithin twelve months\./);
    answerOf(await manager.post('/api/organisation/rights', { text: null }));
    assert.equal(answerOf(await handler.get('/api/organisation/rights'))['text'], null);
  });

  it('lets only who answers for it say so', async () => {
    const wish = { text: rights };
    assertRefused(await handler.post('/api/organisation/rights', wish), 403, 'not_allowed');
    assertRefused(await app.anyone().post('/api/organisation/rights', wish), 401, 'sign_in_first');
  });
});

describe('an answer of the customer', () => {
  const tokenAddress = (reference: string) =>
    `care+${replyToken(amends.linkKey, reference)}@nordwind.example`;

  it('joins by our signed address, also from another address of theirs', async () => {
    const { of, reference } = await somebody();
    for (const from of ['other@elsewhere.example', '"Eva" <EVA@work.example>']) {
      const became = await arrive(app, mail({ from, to: tokenAddress(reference), text: from }));
      assert.deepEqual([became.state, became.reason], ['message', 'signed_address']);
      assert.equal(became.complaintId, of.id);
    }
    assert.equal((await look(handler, of)).contacts, 3);
  });

  it('joins by a signed address of the envelope, in any case of letters', async () => {
    const { of, reference } = await somebody();
    const to = tokenAddress(reference).toUpperCase();
    assert.equal((await arrive(app, mail(), { to: [to] })).complaintId, of.id);
  });

  it('joins when it answers our mail, or their own, or an older one in the chain', async () => {
    const { address, id, of, reference } = await somebody();
    const ours = `<${replyToken(amends.linkKey, reference)}.${crypto.randomUUID()}@nordwind.example>`;
    for (const header of [
      `In-Reply-To: ${ours}`,
      `In-Reply-To: <${id}>`,
      `References: <${id}> <rewritten-by-a-server@ses.example>`,
      `In-Reply-To: <rewritten@ses.example>\r\nReferences: <${id}>`,
    ]) {
      const became = await arrive(app, mail({ from: address, text: header, headers: [header] }));
      assert.deepEqual([became.state, became.complaintId], ['message', of.id], header);
    }
  });

  it('joins by the reference in the subject, when they wrote before', async () => {
    const { address, of, reference } = await somebody();
    const subject = `Re: About your complaint ${reference}`;
    const became = await arrive(app, mail({ from: address, subject }));
    assert.deepEqual(
      [became.state, became.reason, became.complaintId],
      ['message', 'subject', of.id],
    );
  });

  it('joins from somebody who was in the same exchange', async () => {
    const { id, of } = await somebody({ cc: 'Petra <petra@firm.example>' });
    const headers = [`In-Reply-To: <${id}>`];
    const became = await arrive(app, mail({ from: 'petra@firm.example', headers }));
    assert.deepEqual([became.state, became.complaintId], ['message', of.id]);
  });

  it('opens again what was closed', async () => {
    const { of, address, reference } = await somebody();
    await reply(handler, of);
    for (let times = 0; times < 2; times++) {
      answerOf(await handler.post(`/api/complaints/${of.id}/closure-question`));
    }
    const manager = await app.as(people.manager);
    answerOf(
      await manager.post(`/api/complaints/${of.id}/closure`, {
        reason: 'It was sent.',
        noAction: 'It was sent, and can only be sent once.',
      }),
    );
    assert.equal((await look(handler, of)).state, 'done');
    await arrive(app, mail({ from: address, subject: reference, text: 'It was not.' }));
    assert.equal((await look(handler, of)).state, 'to_do');
  });
});

describe('a stranger', () => {
  it('never joins a customer’s complaint: a person is asked', async () => {
    const { id, of, reference } = await somebody();
    for (const wish of [
      { subject: `Re: ${reference}` },
      { headers: [`In-Reply-To: <${id}>`] },
      { text: `It is about ${reference}.` },
    ]) {
      const became = await arrive(app, mail({ from: `s-${++customers}@example.net`, ...wish }));
      assert.deepEqual([became.state, became.reason], ['complaint', 'stranger']);
      assert.notEqual(became.complaintId, of.id);
      assert.equal(became.suggestedId, of.id);
    }
    assert.equal((await look(handler, of)).contacts, 1);
  });

  it('joins after one press, and from then on by themselves', async () => {
    const { of, reference } = await somebody();
    const from = `other-${++customers}@example.net`;
    const first = await arrive(app, mail({ from, subject: reference, text: 'From my work.' }));
    answerOf(await handler.post(`/api/complaints/${first.complaintId}/joining`, { into: of.id }));
    assert.ok((await look(handler, of)).messages.some(({ text }) => text === 'From my work.'));
    const second = await arrive(app, mail({ from, subject: reference, text: 'And again.' }));
    assert.deepEqual([second.state, second.complaintId], ['message', of.id]);
  });

  it('is left alone once a person said no', async () => {
    const { reference } = await somebody();
    const became = await arrive(app, mail({ from: 'no@example.net', subject: reference }));
    const seen = () => look(handler, complaintOf(became));
    const suggestion = (of: object) =>
      (of as { messages: { mail: { suggested: unknown } }[] }).messages[0]?.mail.suggested;
    assert.ok(suggestion(await seen()));
    answerOf(await handler.post(`/api/mails/${became.mailId}/suggestion/dismissal`));
    assert.equal(suggestion(await seen()), null);
  });
});

describe('an id that says nothing', () => {
  it('never leads anywhere', async () => {
    const empty = ['<>', '', '< >'];
    const firsts: string[] = [];
    for (const id of [...empty, null]) {
      const became = await arrive(app, mail({ from: `id-${++customers}@example.org`, id }));
      firsts.push(complaintOf(became).id);
    }
    for (const id of empty) {
      const headers = [`In-Reply-To: ${id}`, `References: ${id} ${id}`];
      const became = await arrive(
        app,
        mail({ from: `id-${++customers}@example.org`, id, headers }),
      );
      assert.equal(became.state, 'complaint');
      firsts.push(complaintOf(became).id);
    }
    assert.equal(new Set(firsts).size, firsts.length);
  });
});

describe('the same mail by two ways', () => {
  it('is one contact, however its head was marked on the way', async () => {
    const { raw, of } = await somebody();
    const again = Buffer.concat([
      Buffer.from('Received: from a by b\r\nDelivered-To: legal@nordwind.example\r\n'),
      raw,
    ]);
    const became = await arrive(app, again);
    assert.deepEqual([became.state, became.complaintId], ['copy', of.id]);
    assert.equal((await look(handler, of)).contacts, 1);
  });

  it('read by two at once is one contact', async () => {
    const raw = mail({ from: `twice-${++customers}@example.org` });
    const before = (await mailsSoFar(app)).length;
    await Promise.all([keep(app, raw), keep(app, raw), keep(app, raw)]);
    await Promise.all([app.sweep('read mails'), app.sweep('read mails'), app.sweep('read mails')]);
    const states = (await mailsSoFar(app)).slice(before).map(({ state }) => state);
    assert.deepEqual(states.toSorted(), ['complaint', 'copy', 'copy']);
  });

  it('but other words under the same id are another contact', async () => {
    const { address, id, of } = await somebody();
    const became = await arrive(app, mail({ from: address, id: `<${id}>`, text: 'Forged?' }));
    assert.notEqual(became.state, 'copy');
    assert.notEqual(became.complaintId, of.id);
  });
});

describe('a machine', () => {
  it('is never answered; what it answers is known', async () => {
    const { of, address, reference } = await somebody();
    const before = (await look(handler, of)).notices.length;
    const became = await arrive(
      app,
      mail({
        from: address,
        subject: `Out of office: ${reference}`,
        headers: ['Auto-Submitted: auto-replied'],
      }),
    );
    assert.deepEqual([became.state, became.reason], ['parked', 'auto_reply']);
    assert.equal(became.complaintId, of.id);
    const seen = await look(handler, of);
    assert.deepEqual([seen.contacts, seen.notices.length], [1, before]);
  });

  it('that turns out to be a person becomes a complaint, or part of one', async () => {
    const wish = { from: 'really@example.org', headers: ['Auto-Submitted: auto-replied'] };
    const one = await arrive(app, mail({ ...wish, text: 'I am real.' }));
    const { id } = answerOf<{ id: string }>(
      await handler.post(`/api/mails/${one.mailId}/complaint`),
    );
    assert.equal((await look(handler, { id })).text, 'I am real.');
    const { of } = await somebody();
    const two = await arrive(app, mail({ ...wish, text: 'So am I.' }));
    answerOf(await handler.post(`/api/mails/${two.mailId}/message`, { complaintId: of.id }));
    assert.ok((await look(handler, of)).messages.some(({ text }) => text === 'So am I.'));
    const again = await handler.post(`/api/mails/${two.mailId}/complaint`);
    assertRefused(again, 409, 'decided_already');
  });

  it('in a loop that we do not recognise is stopped', async () => {
    const from = `loop-${++customers}@example.org`;
    const states: string[] = [];
    for (let times = 0; times < perHourMax + 3; times++) {
      states.push((await arrive(app, mail({ from, text: `Round ${times}` }))).state);
    }
    assert.equal(states.filter((state) => state === 'complaint').length, perHourMax);
    assert.deepEqual(states.slice(-3), ['parked', 'parked', 'parked']);
  });

  it('of ours that comes back to us is known', async () => {
    const { reference } = await somebody();
    const id = `<${replyToken(amends.linkKey, reference)}.${crypto.randomUUID()}@nordwind.example>`;
    const became = await arrive(app, mail({ from: 'care@nordwind.example', id }));
    assert.deepEqual([became.state, became.reason], ['parked', 'our_own']);
  });
});

describe('parked mail', () => {
  it('is for people of ours to see and decide', async () => {
    const became = await arrive(
      app,
      mail({ headers: ['Auto-Submitted: auto-replied'], text: 'Away.' }),
    );
    const { mails } = answerOf<{ mails: { id: string; reason: string }[] }>(
      await handler.get('/api/mails/parked'),
    );
    assert.ok(mails.some(({ id }) => id === became.mailId));
    const url = `/api/mails/${became.mailId}`;
    for (const path of ['/api/mails/parked', url, `${url}/original`, `${url}/page`]) {
      assertRefused(await app.anyone().get(path), 401, 'sign_in_first');
    }
    const designer = await app.as(people.designer);
    assertRefused(await designer.post(`${url}/complaint`), 403, 'not_allowed');
    answerOf(await handler.post(`${url}/rubbish`, { reason: 'Out of office.' }));
    assertRefused(await handler.post(`${url}/complaint`), 409, 'decided_already');
    assert.match((await handler.get(`${url}/original`)).body, /^From: /);
  });
});

describe('a mail with a page', () => {
  it('is shown without anything that could harm or tell', async () => {
    const headers = ['Content-Type: text/html; charset=utf-8'];
    const text =
      '<p>Hello <b>there</b></p><script>alert(1)</script><img src="https://spy.example/p.gif">';
    const raw = Buffer.from(`From: page@example.org\r\n${headers.join('\r\n')}\r\n\r\n${text}\r\n`);
    const became = await arrive(app, raw);
    const page = await handler.get(`/api/mails/${became.mailId}/page`);
    assert.match(page.body, /<b>there<\/b>/);
    assert.doesNotMatch(page.body, /script|spy\.example/);
    assert.match(String(page.headers['content-security-policy']), /sandbox.*default-src 'none'/);
    const words = await look(handler, complaintOf(became));
    assert.match(words.text ?? '', /Hello there/);
  });
});

describe('a mail without a page', () => {
  it('is shown as its words', async () => {
    const became = await arrive(app, mail({ from: 'plain@example.org', text: 'Is 1 < 2 & so?' }));
    const page = await handler.get(`/api/mails/${became.mailId}/page`);
    assert.match(page.body, /Is 1 &lt; 2 &amp; so\?/);
  });
});

describe('all of it', () => {
  it('is in a whole ledger', async () => {
    await complain(app.anyone());
    assert.deepEqual((await verifyAmends(amends)).faults, []);
  });
});
