import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MailForMachines } from '../read/for-machines.ts';
import { readBounce } from './bounce.ts';
import { recogniseMachine } from './recognise.ts';

type Sample = {
  from?: string;
  name?: string;
  subject?: string;
  headers?: Record<string, string>;
  text?: string;
  type?: string;
  parts?: Record<string, string>;
};

const jo = 'jo@customer.example';
const us = 'care@shop.example';

function mailOf(sample: Sample): MailForMachines {
  const { from = 'mailer-daemon@mx.shop.example', name = '', subject = '', text = '' } = sample;
  const headers = { from: `${name} <${from}>`, to: us, subject, ...sample.headers };
  return {
    headers: Object.entries(headers),
    subject,
    from: { name, address: from },
    text,
    contentType: sample.type ?? 'text/plain',
    parts: Object.entries(sample.parts ?? {}).map(([type, content]) => ({
      type,
      content: Buffer.from(content),
      name: '',
    })),
  };
}

const returned = `Received: from shop.example by mx.shop.example; Mon, 3 Mar 2025 10:15:00 +0100
Message-ID: <promise-17@shop.example>
From: Amends <${us}>
To: Jo Doe <${jo}>
Subject: Your kettle

We have repaired it.`;

const status = (fields: string): string =>
  `Reporting-MTA: dns; mx.shop.example\n\nFinal-Recipient: rfc822; ${jo}\n${fields}\n`;

const report = (fields: string, more: Sample = {}): MailForMachines =>
  mailOf({
    subject: 'Undelivered Mail Returned to Sender',
    text: `I could not deliver your message.\n\n<${jo}>: see below`,
    type: 'multipart/report; report-type=delivery-status; boundary="a"',
    parts: { 'message/delivery-status': status(fields), 'message/rfc822': returned },
    ...more,
  });

test('a report with fields', () => {
  const mail = report(
    'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n  <jo@customer.example> User unknown',
  );
  assert.deepEqual(readBounce(mail), {
    recipient: jo,
    code: '5.1.1',
    hard: true,
    originalMessageId: 'promise-17@shop.example',
  });
  assert.equal(recogniseMachine(mail), 'bounce');
});

test('the words of the server count more than the code of who reports', () => {
  const blocked = report(
    'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.7.1 IP address is blacklisted',
  );
  assert.deepEqual([readBounce(blocked)?.hard, readBounce(blocked)?.code], [false, '5.7.1']);
  const gone = report(
    'Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 No such user here',
  );
  assert.deepEqual([readBounce(gone)?.hard, readBounce(gone)?.code], [true, '5.1.1']);
  const full = report('Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 Mailbox full');
  assert.deepEqual([readBounce(full)?.hard, readBounce(full)?.code], [false, '5.2.2']);
});

test('what is still tried is not given up', () => {
  const delayed = report('Action: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; no route to host');
  assert.deepEqual([readBounce(delayed)?.hard, readBounce(delayed)?.code], [false, '4.4.1']);
  const early = report('Action: delayed\nStatus: 5.1.2\nDiagnostic-Code: smtp; host unknown');
  assert.equal(readBounce(early)?.hard, false);
});

test('a delivery that went well is a receipt', () => {
  const mail = report('Action: delivered\nStatus: 2.0.0');
  assert.equal(readBounce(mail), null);
  assert.equal(recogniseMachine(mail), 'receipt');
});

test('of several recipients the first that failed is told', () => {
  const first = 'Final-Recipient: rfc822; ann@customer.example\nAction: delivered\nStatus: 2.0.0';
  const second = `Final-Recipient: rfc822; ${jo}\nAction: failed\nStatus: 5.1.1`;
  const text = `Reporting-MTA: dns; mx.shop.example\n\n${first}\n\n${second}\n`;
  const mail = report('', { parts: { 'message/delivery-status': text } });
  assert.equal(readBounce(mail)?.recipient, jo);
});

test('an address we wrote to is told rather than the one it was passed on to', () => {
  const fields = `Original-Recipient: rfc822; ${jo}\nAction: failed\nStatus: 5.1.1`;
  const text = `Reporting-MTA: dns; mx.shop.example\n\nFinal-Recipient: rfc822; box17@store.example\n${fields}`;
  const parts = { 'message/delivery-status': text, 'message/rfc822': returned };
  assert.equal(readBounce(report('', { parts }))?.recipient, jo);
});

test('fields and the mail that came back are found within the text as well', () => {
  const fields = status('Action: failed\nStatus: 5.1.1');
  const mail = report('', { text: `It failed.\n\n${fields}\n${returned}`, parts: {} });
  assert.deepEqual(readBounce(mail), {
    recipient: jo,
    code: '5.1.1',
    hard: true,
    originalMessageId: 'promise-17@shop.example',
  });
});

const notices: Record<string, { sample: Sample; code: string; hard: boolean }> = {
  exim: {
    sample: {
      subject: 'Mail delivery failed: returning message to sender',
      headers: { 'x-failed-recipients': jo, 'auto-submitted': 'auto-replied' },
      text: `This message was created automatically by mail delivery software.\n\nThe following address(es) failed:\n\n  ${jo}\n    host mx.customer.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<${jo}>:\n    550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned}`,
    },
    code: '5.1.1',
    hard: true,
  },
  qmail: {
    sample: {
      subject: 'failure notice',
      text: `Hi. This is the qmail-send program at mx.shop.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n<${jo}>:\nuser is over quota (#5.2.2)\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    },
    code: '5.2.2',
    hard: false,
  },
  'exchange 2003': {
    sample: {
      from: 'postmaster@customer.example',
      name: 'System Administrator',
      subject: 'Undeliverable: Your kettle',
      headers: { 'return-path': '<>' },
      text: `Your message\n\n  To:      ${jo}\n  Subject: Your kettle\n\ndid not reach the following recipient(s):\n\n${jo} on Mon, 3 Mar 2025 10:15:00 +0100\n    The e-mail address could not be found.\n`,
      parts: { 'message/rfc822': returned },
    },
    code: '5.1.1',
    hard: true,
  },
  'old sendmail': {
    sample: {
      name: 'Mail Delivery Subsystem',
      subject: 'Returned mail: Host unknown',
      text: `   ----- Transcript of session follows -----\n550 customer.example (smtp)... 550 Host unknown\n554 <${jo}>... 550 Host unknown (Authoritative answer from name server)\n\n   ----- Unsent message follows -----\n${returned}`,
    },
    code: '5.1.2',
    hard: true,
  },
  'a provider in Japanese': {
    sample: {
      subject: 'メールエラー通知',
      text: `次のあて先へのメッセージはエラーのため送信できませんでした。\n\n宛先メールアドレスが見つかりません。\n\n<${jo}>\n\n--- original message ---\n${returned}`,
    },
    code: '5.1.1',
    hard: true,
  },
  'refused for who we are': {
    sample: {
      subject: 'Mail delivery failed',
      text: `There was an error delivering your mail to <${jo}>.\n\nmx.customer.example did not like our MAIL FROM:\n550 5.1.0 No such domain\n\nMessage headers follow.\n\n${returned}`,
    },
    code: '5.1.0',
    hard: false,
  },
};

test('reports for people only', () => {
  for (const [who, { sample, code, hard }] of Object.entries(notices)) {
    const mail = mailOf(sample);
    const expected = { recipient: jo, code, hard, originalMessageId: 'promise-17@shop.example' };
    assert.deepEqual(readBounce(mail), expected, who);
    assert.equal(recogniseMachine(mail), 'bounce', who);
  }
});

test('the recipient is found in the address we sent from, if nowhere else', () => {
  const mail = mailOf({
    subject: 'Delivery failure',
    headers: { to: 'bounces+jo=customer.example@shop.example' },
    text: 'Your message could not be delivered.',
  });
  assert.equal(readBounce(mail)?.recipient, jo);
});

test("Amazon's notices", () => {
  const notice = (type: string, more: object) =>
    mailOf({
      from: 'no-reply@sns.amazonaws.com',
      text: JSON.stringify({ notificationType: type, ...more }),
    });
  const bounce = notice('Bounce', {
    bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: jo, status: '5.1.1' }] },
    mail: { messageId: '0101-17' },
  });
  assert.deepEqual(readBounce(bounce), {
    recipient: jo,
    code: '5.1.1',
    hard: true,
    originalMessageId: '0101-17',
  });
  assert.equal(recogniseMachine(bounce), 'bounce');
  assert.equal(recogniseMachine(notice('Complaint', {})), 'feedback_report');
  assert.equal(recogniseMachine(notice('Delivery', {})), 'receipt');
});

test('what people write about mails and parcels that did not arrive is heard', () => {
  const quoted = notices['exim']?.sample.text ?? '';
  const own: Sample[] = [
    {
      subject: 'Delivery failed',
      text: 'My parcel was not delivered to jo@customer.example, says the courier.',
    },
    { subject: 'Undeliverable?', text: `I wrote to you and got this:\n\n${quoted}` },
    {
      subject: 'Fwd: failure notice',
      text: 'See attached.',
      parts: { 'message/rfc822': returned },
    },
    { subject: 'Mail to you', text: `It says\n\n${status('Action: failed\nStatus: 5.1.1')}` },
    {
      subject: 'Delivery problem',
      headers: { 'return-path': '<>' },
      text: 'The kettle was not delivered.',
    },
    { subject: 'Kettle', name: 'Bounce House Ltd', text: 'Could not be delivered, they said.' },
  ];
  for (const sample of own) {
    const mail = mailOf({ from: jo, ...sample });
    assert.equal(readBounce(mail), null, sample.subject);
    assert.equal(recogniseMachine(mail), null, sample.subject);
  }
  const office = mailOf({
    from: 'postmaster@customer.example',
    text: 'My kettle was not delivered.',
  });
  assert.equal(recogniseMachine(office), null);
});

test('hostile reports cost no more than honest ones', () => {
  for (const piece of [
    '<a@b.example>:\n',
    'Final-Recipient: rfc822; a@b.example\n',
    'a@',
    '-- ',
    'From: a\n',
    '550 ',
  ]) {
    const text = piece.repeat(200_000 / piece.length);
    const start = performance.now();
    readBounce(mailOf({ subject: 'failure notice', text }));
    readBounce(report('', { parts: { 'message/delivery-status': text, 'message/rfc822': text } }));
    assert.ok(performance.now() - start < 1_500, piece);
  }
});
