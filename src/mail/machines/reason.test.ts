import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonIn, reasonOfCode } from './reason.ts';

const bad = [
  '550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the address for typos.',
  '550 No Such User Here',
  '550 Requested action not taken: mailbox unavailable',
  '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  '550 5.4.1 Recipient address rejected: Access denied. [VE1EUR01.prod.protection.example]',
  '550 Invalid recipient <jo@customer.example>',
  '550 Unrouteable address',
  '550 Address unknown',
  '511 5.1.1 unknown address or alias: jo@customer.example',
  '550 #5.1.0 Address rejected jo@customer.example',
  '550 5.1.1 User does not exist - psmtp',
  '550 Sorry, no mailbox here by that name. (#5.1.1)',
  '550 jo@customer.example: user lookup success but no user record found',
  '550 Recipient Rejected: No account by that name here',
  '550 Account not found',
  '550 jo is not a valid user on this server',
  'User jo (jo@customer.example) not listed in Domino Directory',
  'User jo not listed in public Name & Address Book',
  '550 5.7.1 No such user!',
  '550 Message was not accepted -- invalid mailbox. Local mailbox jo@customer.example is unavailable: user not found',
  '550 Invalid Recipient - https://community.example/docs/550-policy-spam',
  '554 delivery error: dd This user doesn’t have a customer.example account (jo@customer.example) [0]',
  'The e-mail account does not exist at the organization this message was sent to. Check the e-mail address.',
  'This address no longer accepts mail.',
  '550 5.1.6 Recipient no longer on server',
  '551 User has moved; please try <jo@other.example>',
  '550 5.1.1 Not our Customer',
  '550 5.1.2 <jo@customer.example>... Host unknown (Name server: mx.customer.example: host not found)',
  "DNS Error: DNS type 'mx' lookup of customer.example responded with code NXDOMAIN Domain name not found: customer.example",
  '550 5.4.310 DNS domain customer.example does not exist [Message=InfoDomainNonexistent]',
  'Host or domain name not found. Name service error for name=customer.example type=AAAA: Host not found',
  "Sorry, I couldn't find any host named customer.example. (#5.1.2)",
  'all relevant MX records point to non-existent hosts',
  'an MX or SRV record indicated no SMTP service',
  'Domain customer.example does not accept mail (nullMX)',
  'The destination server for this recipient could not be found in Domain Name Service (DNS).',
  '550 Adresse destinataire invalide',
  'Empfänger unbekannt',
  'El buzón no existe',
  'Почтовый ящик не существует',
  'メールアドレスが見つかりません',
];

const waiting = [
  '552 5.2.2 The email account that you tried to reach is over quota.',
  '554 5.2.2 mailbox full; STOREDRV.Deliver; MapiExceptionShutoffQuotaExceeded',
  "The recipient's mailbox is full and can't accept messages now.",
  '550 5.2.1 The email account that you tried to reach is disabled.',
  '550 account is temporarily locked',
  '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
  '550 5.7.1 RESOLVER.RST.AuthRequired; authentication required',
  '421 4.7.0 [TS01] Messages from 192.0.2.1 temporarily deferred due to user complaints',
  '554 5.7.1 <jo@customer.example>: Relay access denied',
  "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
  '550 5.7.26 This mail has been blocked because the sender is unauthenticated.',
  '550-Verification failed for <amends@shop.example> 550-No Such User Here 550 Sender verify failed',
  '550 5.1.8 <amends@shop.example>: Sender address rejected: Domain not found',
  '450 4.7.25 Client host rejected: cannot find your reverse hostname, [192.0.2.1]',
  '550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)',
  '552 5.3.4 Message size exceeds fixed limit',
  '554 5.4.6 Too many hops',
  'retry timeout exceeded',
  'connect to mx.customer.example[192.0.2.1]:25: Connection refused',
  'Host or domain name not found. Name service error for name=customer.example type=A: Host not found, try again',
  "We're writing to let you know that the group you tried to contact may not exist.",
  '450 4.2.1 The user you are trying to contact is receiving mail too quickly',
];

test('an address that is no good is told from one that is good and refused us', () => {
  const wrong = [
    ...bad.filter((words) => !reasonIn(words)?.hard),
    ...waiting.filter((words) => reasonIn(words)?.hard),
  ];
  assert.deepEqual(wrong, []);
});

test('what a code says by itself', () => {
  assert.equal(reasonOfCode('5.1.1')?.hard, true);
  assert.equal(reasonOfCode('5.7.1')?.hard, false);
  assert.equal(reasonOfCode('4.1.1')?.hard, false);
  assert.equal(reasonOfCode('5.0.0'), null);
  assert.equal(reasonOfCode(''), null);
});

test('hostile words cost no more than honest ones', () => {
  const start = performance.now();
  for (const piece of [
    'user ',
    'a.',
    'domain name ',
    '550-',
    'mailbox the recipient ',
    '<a@',
    'no such ',
  ]) {
    reasonIn(piece.repeat(100_000));
  }
  assert.ok(performance.now() - start < 2_000);
});
