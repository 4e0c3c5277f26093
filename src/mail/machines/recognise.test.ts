import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MachineKind } from '../read-mail.ts';
import { recogniseMachine } from './recognise.ts';

const jo = 'jo@customer.example';

function kindOf(headers: Record<string, string>, more: { parts?: string[]; text?: string } = {}) {
  const all = {
    from: `Jo Doe <${jo}>`,
    to: 'care@shop.example',
    subject: 'Re: your kettle',
    ...headers,
  };
  return recogniseMachine({
    headers: Object.entries(all),
    subject: all.subject,
    from: { name: 'Jo Doe', address: jo },
    text: more.text ?? 'It leaks.',
    contentType: headers['content-type'] ?? 'text/plain',
    parts: (more.parts ?? []).map((type) => ({ type, content: Buffer.from('a: b'), name: '' })),
  });
}

const programs: [kind: MachineKind, headers: Record<string, string>][] = [
  ['auto_reply', { 'auto-submitted': 'auto-replied' }],
  [
    'auto_reply',
    { 'auto-submitted': 'auto-replied (vacation); owner-email="jo@customer.example"' },
  ],
  ['auto_reply', { 'auto-submitted': 'Auto-Generated' }],
  ['auto_reply', { 'x-autoreply': 'yes' }],
  ['auto_reply', { 'x-autorespond': 'Re: your kettle' }],
  ['auto_reply', { precedence: 'auto_reply' }],
  ['auto_reply', { 'x-apple-action': 'VACATION' }],
  ['mailing_list', { precedence: 'list' }],
  ['mailing_list', { precedence: 'bulk' }],
  ['mailing_list', { 'list-id': 'Kettles <kettles.lists.example>' }],
  ['mailing_list', { 'list-unsubscribe': '<mailto:leave@news.example>' }],
  ['feedback_report', { 'content-type': 'multipart/report; report-type="feedback-report"' }],
  ['receipt', { 'content-type': 'multipart/report; report-type=disposition-notification' }],
  ['challenge', { 'x-boxtrapper': 'a', subject: 'Your email requires verification verify#abc' }],
  ['challenge', { precedence: 'bulk', subject: 'Please confirm your message to Jo' }],
];

test('programs are known by their headers', () => {
  for (const [kind, headers] of programs)
    assert.equal(kindOf(headers), kind, JSON.stringify(headers));
});

const away = [
  'Automatic reply: your kettle',
  'Auto: Out of Office',
  'Out of Office AutoReply: your kettle',
  'Automatische Antwort: Ihr Wasserkocher',
  'Abwesenheitsnotiz: Ihr Wasserkocher',
  'Réponse automatique : votre bouilloire',
  'Respuesta automática: su hervidor',
  'Risposta automatica: il bollitore',
  'Automatisch antwoord: uw waterkoker',
  'Resposta automática: a sua chaleira',
  'Odpowiedź automatyczna: czajnik',
  'Autosvar: din kedel',
  'Automatiskt svar: din vattenkokare',
  'Automaattinen vastaus: vedenkeitin',
  'Автоматический ответ: чайник',
  '自動返信: やかん',
  '自动回复: 水壶',
];

test('who is away is known by the subject and one more sign, and not by the subject alone', () => {
  for (const subject of away.filter((each) => !each.startsWith('Auto:'))) {
    for (const sign of [{ 'return-path': '<>' }, { 'x-auto-response-suppress': 'All' }]) {
      assert.equal(kindOf({ subject, ...sign }), 'auto_reply', subject);
    }
    assert.equal(kindOf({ subject }), null, subject);
    assert.equal(kindOf({ subject: `Re: ${subject}`, 'x-auto-response-suppress': 'All' }), null);
  }
});

test('people are people', () => {
  const people: Record<string, string>[] = [
    { 'auto-submitted': 'no' },
    { 'x-autoreply': 'no' },
    { 'x-auto-response-suppress': 'All' },
    { precedence: 'normal' },
    { subject: 'Automatic reply never came' },
    { subject: 'Out of office? I have called five times' },
    { subject: 'Please confirm that you got this' },
    { subject: 'Your newsletter: unsubscribe me!' },
    { subject: 'Spam report' },
    { subject: 'Complaint about message from your shop' },
    { 'return-path': `<${jo}>`, 'in-reply-to': '<promise-17@shop.example>' },
  ];
  for (const headers of people) assert.equal(kindOf(headers), null, JSON.stringify(headers));
});

test("the house's own list carries customers' mails", () => {
  const list = {
    'list-id': 'care <care.shop.example>',
    'list-post': '<mailto:care@shop.example>',
    precedence: 'list',
  };
  assert.equal(kindOf({ 'delivered-to': 'inbox@shop.example', ...list }), null);
  assert.equal(kindOf({ 'delivered-to': 'inbox@other.example', ...list }), 'mailing_list');
  const own = { ...list, 'auto-submitted': 'auto-replied', 'delivered-to': 'inbox@shop.example' };
  assert.equal(kindOf(own), 'auto_reply');
});

test('parts tell as well', () => {
  const report = { 'content-type': 'multipart/report; boundary="a"' };
  assert.equal(kindOf(report, { parts: ['message/disposition-notification'] }), 'receipt');
  assert.equal(kindOf({}, { parts: ['message/feedback-report'] }), 'feedback_report');
  assert.equal(kindOf({}, { parts: ['message/rfc822'] }), null);
});
