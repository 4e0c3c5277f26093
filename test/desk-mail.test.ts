import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { later, secondMs } from '#clock.ts';
import { programActor } from '#ledger/ledger.ts';
import type { Resolver } from '#mail/dns.ts';
import { keepMail } from '#mails/index.ts';
import { giveTask } from '#tasks/index.ts';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { arrive, complaintOf, keep, mail, mailsSoFar, type Written } from './mails.ts';

/** Whoever writes as bank.example from elsewhere is forged: the bank says so itself. */
const resolver: Resolver = async (name, type) => {
  if (`${name} ${type}` === '_dmarc.bank.example TXT') return [['v=DMARC1; p=reject']];
  throw Object.assign(new Error('nothing is published'), { code: 'ENOTFOUND' });
};

let desk: Desk;
before(async () => {
  desk = await startDesk({ resolver });
});
after(() => desk.browser.close());

let writers = 0;

/** A mail that became a complaint of the handler’s. */
async function complaintBy(wish: Written = {}, raw = mail) {
  const address = `eva-${++writers}@example.org`;
  const messageId = `<first-of-${address}>`;
  const became = await arrive(
    desk.app,
    raw({ from: `Eva Lindner <${address}>`, id: messageId, ...wish }),
  );
  const { id } = complaintOf(became);
  const { reference, owner } = await desk.whole(id);
  await desk.give({ id, ownerId: owner.id });
  return { id, reference, address, messageId };
}

const asHtml = (wish?: Written): Buffer =>
  Buffer.from(mail(wish).toString().replace('text/plain', 'text/html'));

const message = (page: Page, words: string | RegExp) =>
  page.getByRole('listitem').filter({ hasText: words }).getByRole('article').last();

describe('a mail in the thread', () => {
  it('says who wrote to whom, and folds what stood below', async () => {
    const { id, messageId } = await complaintBy({ cc: 'info@verbund.example' });
    await arrive(
      desk.app,
      mail({
        from: 'Verkehrsverbund <info@verbund.example>',
        headers: [`In-Reply-To: ${messageId}`],
        text: 'It was our track.\n\nOn 23 Nov 2026 Eva wrote:\n> It never came.',
      }),
    );
    const page = await desk.open(`/complaints/${id}`);
    const answer = message(page, 'It was our track.');
    await answer.getByText('Verkehrsverbund', { exact: true }).waitFor();
    await answer.getByText('from info@verbund.example, not the customer’s own address').waitFor();
    await answer.getByText('to care@nordwind.example').waitFor();
    assert.equal(await answer.getByText('Eva wrote:').isVisible(), false);
    await answer.getByText('Show what stood below').click();
    await answer.getByText('Eva wrote:').waitFor();
    const [original] = await Promise.all([
      page.waitForEvent('download'),
      answer.getByRole('link', { name: 'Original' }).click(),
    ]);
    assert.match(original.suggestedFilename(), /\.eml$/);
  });

  it('is shown as it was sent, and fetches nothing from elsewhere unasked', async () => {
    const text =
      '<p>It never <b>came</b>.</p><img src="https://elsewhere.example/seen.png" alt="Logo" width="90" height="40">';
    const { id } = await complaintBy({ text }, asHtml);
    const page = await desk.open(`/complaints/${id}`);
    const asked: string[] = [];
    await page.route('https://elsewhere.example/**', async (route) => {
      asked.push(route.request().url());
      await route.abort();
    });
    await page.getByRole('button', { name: 'Show as sent' }).click();
    const frame = page.frameLocator('iframe[title="The mail as it was sent"]');
    await frame.getByText('came', { exact: true }).waitFor();
    assert.deepEqual(asked, []);
    await page.getByRole('button', { name: 'Show pictures from elsewhere' }).click();
    await frame.getByRole('img', { name: 'Logo' }).waitFor();
    assert.deepEqual(asked, ['https://elsewhere.example/seen.png']);
  });

  it('warns of a sender who may be forged, and asks whether it is the same matter', async () => {
    const first = await complaintBy();
    desk.app.clock.set(later(desk.app.clock.now(), secondMs));
    await keepMail(desk.app.amends)({
      bytes: [
        mail({
          from: 'Eva Lindner <eva@bank.example>',
          text: `My number is ${first.reference}. Send the money elsewhere.`,
        }),
      ],
      via: 'listener',
      mailboxId: null,
      arrivedAt: desk.app.clock.now(),
      envelope: {
        from: 'eva@bank.example',
        to: ['care@nordwind.example'],
        clientAddress: '192.0.2.66',
        clientName: 'elsewhere.example',
      },
      position: null,
    });
    await desk.app.sweep('read mails');
    const forged = (await mailsSoFar(desk.app)).at(-1);
    assert.ok(forged);
    const page = await desk.open(`/complaints/${complaintOf(forged).id}`);
    await page.getByText('The sender’s address could not be proven: it may be forged.').waitFor();
    await page.getByText(`It was not added to ${first.reference} by itself.`).waitFor();
    const bar = page.getByRole('region', { name: `Looks like ${first.reference}` });
    await bar.getByRole('button', { name: 'No', exact: true }).click();
    await said(page, /stays a matter of its own/);
    await bar.waitFor({ state: 'detached' });
  });

  it('is joined to the complaint that it speaks of, and taken apart again', async () => {
    const first = await complaintBy();
    const other = await complaintBy({
      from: 'Jonas Weber <jonas@weber.example>',
      text: `I was with her. Her number is ${first.reference}.`,
    });
    const page = await desk.open(`/complaints/${other.id}`);
    await page.getByRole('button', { name: 'It is the same matter' }).click();
    await said(page, new RegExp(`It goes on in ${first.reference}`));
    await page.waitForURL(`**/complaints/${first.id}`);
    await page.getByText('I was with her.').first().waitFor();
    assert.equal((await desk.whole(other.id)).closedBasis, 'joined');
    await page.goto(`${desk.base}/desk/complaints/${other.id}`);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Take apart again' }).click();
    await page.getByRole('button', { name: 'Take it apart' }).click();
    await said(page, /goes on by itself again/);
    assert.equal((await desk.whole(other.id)).closedBasis, null);
  });

  it('that the program cannot read says so', async () => {
    await keep(desk.app, mail({ from: 'odd@example.org' }));
    const { reader } = desk.app.amends.reading;
    const { read } = reader;
    reader.read = async () => ({ fault: 'crashed' });
    await desk.app.sweep('read mails').finally(() => {
      reader.read = read;
    });
    const became = (await mailsSoFar(desk.app)).at(-1);
    assert.ok(became);
    const page = await desk.open(`/complaints/${complaintOf(became).id}`);
    await page.getByText('Open the original and read it.').waitFor();
  });
});

describe('what was held back', () => {
  it('becomes a complaint, a part of one, or nothing, as a person says', async () => {
    const known = await complaintBy();
    const spam = (subject: string) =>
      arrive(
        desk.app,
        mail({ from: `${subject}@example.org`, subject, headers: ['X-Spam-Flag: YES'] }),
      );
    await spam('Wanted');
    await spam('Belongs');
    await spam('Rubbish');
    const page = await desk.open('/held-back');
    const card = (subject: string) => page.locator('.card').filter({ hasText: subject });
    await card('Rubbish').getByText('a filter on its way called it spam').waitFor();
    await card('Rubbish').getByRole('button', { name: 'Nobody wants anything' }).click();
    await page.getByLabel('How do you see that?').fill('It sells watches.');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Nobody wants anything' }).click();
    await card('Rubbish').waitFor({ state: 'detached' });
    await card('Belongs').getByRole('button', { name: 'A person wrote this' }).click();
    await page.getByLabel('It belongs to a complaint we have').check();
    await page.getByLabel('Which complaint?').fill(known.reference.toLowerCase());
    await page.getByRole('button', { name: 'Add it there' }).click();
    await said(page, new RegExp(`Added to ${known.reference}`));
    assert.equal((await desk.whole(known.id)).contacts, 2);
    await page.goto(`${desk.base}/desk/held-back`);
    await card('Wanted').getByRole('button', { name: 'A person wrote this' }).click();
    await page.getByRole('button', { name: 'Make it a complaint' }).click();
    await said(page, /It is the complaint AM-/);
  });

  it('shows what machines wrote folded, by what it says', async () => {
    const { reference, address } = await complaintBy();
    await arrive(
      desk.app,
      mail({
        from: address,
        subject: `Out of office (${reference})`,
        headers: ['Auto-Submitted: auto-replied'],
      }),
    );
    const page = await desk.open('/held-back');
    await page.getByText('Out of office, and other automatic answers').click();
    await page.getByText(`Out of office (${reference})`).click();
    await page.getByRole('link', { name: reference }).waitFor();
  });
});

describe('tasks', () => {
  it('stand with a name until somebody has seen to them', async () => {
    const { app, owner } = desk;
    const { id: complaintId } = await complaintBy();
    await app.amends.ledger.write(programActor, (unit) =>
      giveTask(unit, {
        staffId: owner.staffId,
        kind: 'mail_unread',
        key: `mail_unread:${complaintId}`,
        subject: { complaintId },
      }),
    );
    const page = await desk.open('/');
    await page.getByRole('link', { name: /^Tasks/ }).click();
    await page.getByText('A mail came that the program cannot read.', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^It is done/ }).click();
    await page.getByText('No task is yours.').waitFor();
  });
});

const letter = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') };
const nothing = { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) };

describe('a letter, a call, a visit', () => {
  it('is taken in with its files and its day, and read out to the customer', async () => {
    const page = await desk.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('c');
    await page.getByText('By letter', { exact: true }).click();
    await page.getByLabel('What happened?').fill('The lift has been broken for months.');
    await page.getByLabel('When did it first reach us?').fill('2026-11-20T09:30');
    await page.getByLabel('Name').fill('Ilse Brandt');
    await page.getByLabel('Postal address').fill('Hafenweg 3\n23552 Lübeck');
    await page.getByLabel('Add files').setInputFiles([letter, nothing]);
    await page.getByText('nothing.txt was not taken. It is empty.').waitFor();
    await page.getByRole('button', { name: 'Take out letter.pdf' }).waitFor();
    await page.reload();
    assert.equal(
      await page.getByLabel('What happened?').inputValue(),
      'The lift has been broken for months.',
    );
    await page.getByRole('button', { name: 'Take it in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Taken in' }).waitFor();
    await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).waitFor();
    await page.getByText('localhost/claim').waitFor();
    await page.getByRole('link', { name: 'Open the complaint' }).click();
    await page.getByText('The lift has been broken for months.').first().waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    const seen = await desk.whole(id);
    assert.equal(seen.channel, 'post');
    assert.equal(seen.receivedAt, '2026-11-20T08:30:00.000Z');
    assert.deepEqual(
      seen.messages[0]?.files.map(({ name }) => name),
      ['letter.pdf'],
    );
    await page.getByLabel('as a printed letter').check();
    await page.getByText(/^By letter to Hafenweg 3, 23552 Lübeck/).waitFor();
  });

  it('takes pictures that are pasted or dropped, and lets them be taken out', async () => {
    const page = await desk.open('/new');
    await page.getByLabel('What happened?').fill('See the pictures.');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['1'], 'pasted.png', { type: 'image/png' }));
      const how = { clipboardData: data, bubbles: true, cancelable: true };
      document.querySelector('textarea')?.dispatchEvent(new ClipboardEvent('paste', how));
    });
    await page.getByRole('button', { name: 'Take out pasted.png' }).waitFor();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['2'], 'dropped.png', { type: 'image/png' }));
      const how = { dataTransfer: data, bubbles: true, cancelable: true };
      document.querySelector('form')?.dispatchEvent(new DragEvent('drop', how));
    });
    await page.getByRole('button', { name: 'Take out dropped.png' }).waitFor();
    await page.getByRole('button', { name: 'Take out pasted.png' }).click();
    const [request] = await Promise.all([
      page.waitForRequest((asked) => asked.method() === 'POST'),
      page.getByRole('button', { name: 'Take it in' }).click(),
    ]);
    assert.equal((request.postDataJSON() as { files: string[] }).files.length, 1);
    await page.getByRole('heading', { level: 1, name: 'Taken in' }).waitFor();
  });

  it('is added to a complaint with what came along', async () => {
    const id = await desk.complaint();
    const page = await desk.open(`/complaints/${id}`);
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Log a call, letter or visit' }).click();
    await page.getByLabel('How did they reach us?').selectOption({ label: 'By letter' });
    await page.getByLabel('What did they say?').fill('Here is my ticket.');
    await page.getByRole('dialog').getByLabel('Add files').setInputFiles([letter]);
    await page.getByRole('button', { name: 'Take out letter.pdf' }).waitFor();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await said(page, /counted as a contact/);
    const { messages } = await desk.whole(id);
    assert.deepEqual(
      messages.find(({ channel }) => channel === 'post')?.files.map(({ name }) => name),
      ['letter.pdf'],
    );
  });
});

describe('to whom an answer goes', () => {
  const answered = (page: Page) =>
    page.waitForRequest((request) => request.url().endsWith('/drafts/reply/sent'));

  it('is always in sight, and changed with one press', async () => {
    const { id, address } = await complaintBy({ cc: 'info@verbund.example' });
    const page = await desk.open(`/complaints/${id}`);
    await page.getByRole('list', { name: 'To', exact: true }).getByText(address).waitFor();
    await page.getByRole('button', { name: 'Take out info@verbund.example' }).click();
    await page.getByRole('button', { name: 'Add somebody' }).click();
    await page.getByLabel('Address of mail').fill('boss@verbund.example');
    await page.keyboard.press('Enter');
    await page.getByText('boss@verbund.example was not part of this conversation.').waitFor();
    await page.getByLabel(/^Your reply to/).fill('We look into it.');
    await page.getByRole('button', { name: 'Send reply' }).click();
    await page.getByText('Say first whether boss@verbund.example shall have this.').waitFor();
    await page.getByRole('button', { name: 'They shall see it' }).click();
    await page.getByLabel('quote what they wrote').check();
    const [request] = await Promise.all([
      answered(page),
      page.getByRole('button', { name: 'Send reply' }).click(),
    ]);
    const seen = (await desk.whole(id)).messages[0]?.id;
    const { answer } = request.postDataJSON() as { answer: object };
    assert.deepEqual(answer, {
      text: 'We look into it.',
      seen,
      answering: id,
      to: [address],
      cc: ['boss@verbund.example'],
      confirmNew: ['boss@verbund.example'],
      quoteHistory: true,
    });
    await said(page, /Reply sent\./);
    // The next one begins with whom it answers.
    await page.getByRole('list', { name: 'Copy to' }).getByText('info@verbund.example').waitFor();
  });

  it('is whoever wrote what is answered, also when that is not the latest', async () => {
    const { id, address, messageId } = await complaintBy({ cc: 'info@verbund.example' });
    await arrive(
      desk.app,
      mail({ from: 'info@verbund.example', headers: [`In-Reply-To: ${messageId}`], text: 'Ours.' }),
    );
    const page = await desk.open(`/complaints/${id}`);
    const to = page.getByRole('list', { name: 'To', exact: true });
    await to.getByText('info@verbund.example').waitFor();
    await page.getByRole('button', { name: 'Answer this one' }).click();
    await to.getByText(address).waitFor();
    await page.getByText('It answers an earlier message.').waitFor();
  });
});

describe('the customer beside the thread', () => {
  it('is put right, made one with another, and taken apart again', async () => {
    const { app } = desk;
    const one = await complaintBy();
    const other = await complaintBy();
    const { customer } = await desk.whole(one.id);
    await app.db
      .updateTable('customers')
      .set({ email_failed_at: app.clock.now(), email_fault: '5.1.1' })
      .where('customer_id', '=', customer.id)
      .execute();
    const page = await desk.open(`/complaints/${one.id}`);
    const facts = page.getByRole('complementary');
    await facts.getByText('Mail to this address comes back').waitFor();
    await facts.getByText('(5.1.1 no such mailbox). Ask for another.').waitFor();
    await facts.getByRole('button', { name: 'Correct the details' }).click();
    await page.getByLabel('Telephone').fill('+49 40 7654');
    await page.getByRole('button', { name: 'Put it right' }).click();
    await facts.getByText('+49 40 7654').waitFor();
    await facts.getByRole('button', { name: 'This is somebody we know' }).click();
    await page.getByLabel('One of their other complaints').fill(other.reference);
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('dialog').getByText(other.address).waitFor();
    await page.getByRole('button', { name: 'They are one person' }).click();
    await facts.getByText('The same person as').waitFor();
    await facts.getByText(other.address).waitFor();
    await facts.getByRole('button', { name: /^Take apart/ }).click();
    await page.getByRole('button', { name: 'They are two people' }).click();
    await facts.getByText('The same person as').waitFor({ state: 'detached' });
  });
});

describe('mailboxes', () => {
  it('are tried in words, set up, and show in red what does not work', async () => {
    const { app } = desk;
    const page = await desk.open('/mailboxes', app.people.administrator);
    await page.getByText('No mailbox is set up.').waitFor();
    await page.getByRole('link', { name: 'Add a mailbox' }).click();
    await page.getByLabel('Address', { exact: true }).fill('tickets@nordwind.example');
    await page.getByLabel('Name', { exact: true }).fill('Nordwind tickets');
    await page.getByLabel('Name of the server').first().fill('127.0.0.1');
    await page.getByLabel('Port').first().fill('1');
    await page.getByLabel('User').first().fill('tickets');
    await page.getByLabel('Password').first().fill('correct horse');
    await page.getByLabel('By the program’s own mail server').check();
    await page.getByRole('button', { name: 'Test it' }).click();
    await page.getByText('No mail server answers at 127.0.0.1, port 1.').waitFor();
    await page.getByRole('button', { name: 'Set it up' }).click();
    await said(page, /tickets@nordwind\.example is set up\./);
    await page.getByRole('heading', { level: 1, name: 'tickets@nordwind.example' }).waitFor();
    const mailboxId = page.url().split('/').at(-1) ?? '';
    await app.db
      .insertInto('mailbox_health')
      .values({
        mailbox_id: mailboxId,
        fault: 'password_refused',
        fault_since: app.clock.now(),
      })
      .execute();
    const counted = { day: '2026-11-22', on_server: 7, stored: 5, checked_at: app.clock.now() };
    await app.db
      .insertInto('mailbox_days')
      .values({ mailbox_id: mailboxId, ...counted })
      .execute();
    await page.reload();
    await page.getByText(/^No mail could be fetched since/).waitFor();
    await page.getByText('Ada Novak looks after it.').first().waitFor();
    await page.getByRole('row', { name: /Sun 22 Nov 7 5 2 missing here/ }).waitFor();
    const kept = await page.evaluate('JSON.stringify(localStorage)');
    assert.doesNotMatch(String(kept), /correct horse/, 'a password is never kept in the browser');
    await page.getByRole('button', { name: 'Close this mailbox' }).click();
    await page.getByRole('button', { name: 'Close it' }).click();
    await page.getByText('No mailbox is set up.').waitFor();
  });
});

describe('everybody at the desk', () => {
  for (const { colorScheme, width } of looks) {
    it(`has nothing for axe to find: ${width} px, ${colorScheme}`, async () => {
      const { id, reference } = await complaintBy({ cc: 'info@verbund.example' });
      await complaintBy({ from: 'jonas@weber.example', text: `As in ${reference}.` });
      const suggestion = (await mailsSoFar(desk.app)).at(-1)?.complaintId;
      const look = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
      const page = await desk.open('/', desk.app.people.administrator, look);
      for (const path of ['/tasks', '/new', '/held-back', '/mailboxes', '/mailboxes/new']) {
        await page.goto(`${desk.base}/desk${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await assertAccessible(page, path);
      }
      const other = await desk.open(`/complaints/${suggestion}`, desk.owner, look);
      await other.getByText(/^Looks like/).waitFor();
      await assertAccessible(other, 'a suggestion');
      await other.goto(`${desk.base}/desk/complaints/${id}`);
      await other.getByRole('button', { name: 'Add somebody' }).click();
      await other.getByLabel('Address of mail').fill('boss@verbund.example');
      await other.keyboard.press('Enter');
      await assertAccessible(other, 'recipients');
      await other.getByRole('button', { name: 'This is somebody we know' }).click();
      await assertAccessible(other, 'a dialog');
    });
  }
});
