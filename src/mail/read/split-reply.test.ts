import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitReply } from './split-reply.ts';

const words = 'The kettle leaks again.\nPlease send somebody.';
const old = '> We have repaired it on Monday.\n> Is all well?';

const attributions = [
  'On Mon, 3 Mar 2025 at 10:15, Amends <care@shop.example> wrote:',
  'On 3 Mar 2025, at 10:15, Amends <care@shop.example> wrote:',
  'On Mon, Mar 3, 2025 at 10:15 AM Amends Care Team of the Shop\n<care@shop.example> wrote:',
  'On 03/03/2025 10:15, Amends wrote:',
  'Amends <care@shop.example> wrote on 3 March 2025:',
  '------- On Mon, 3 Mar 2025 10:15:00 +0100 Amends <care@shop.example> wrote ------',
  'Am 03.03.2025 um 10:15 schrieb Amends:',
  'Am Mo., 3. März 2025 um 10:15 Uhr schrieb Amends <care@shop.example>:',
  'Amends <care@shop.example> schrieb am 03.03.2025 um 10:15:',
  'Le lun. 3 mars 2025 à 10:15, Amends <care@shop.example> a écrit :',
  'Le 3 mars 2025 à 10:15, Amends a écrit :',
  'El lun, 3 mar 2025 a las 10:15, Amends (<care@shop.example>) escribió:',
  'Il giorno lun 3 mar 2025 alle ore 10:15 Amends <care@shop.example> ha scritto:',
  'Op ma 3 mrt 2025 om 10:15 schreef Amends <care@shop.example>:',
  'Em seg., 3 de mar. de 2025 às 10:15, Amends <care@shop.example> escreveu:',
  'pon., 3 mar 2025 o 10:15 Amends <care@shop.example> napisał(a):',
  'W dniu 3.03.2025 o 10:15, Amends pisze:',
  'Den mån 3 mars 2025 kl 10:15 skrev Amends <care@shop.example>:',
  'Den man. 3. mar. 2025 kl. 10.15 skrev Amends <care@shop.example>:',
  'ma 3. maalisk. 2025 klo 10.15 Amends (care@shop.example) kirjoitti:',
  'пн, 3 мар. 2025 г. в 10:15, Amends <care@shop.example>:',
  'пн, 3 бер. 2025 р. о 10:15 Amends <care@shop.example> пише:',
  'po 3. 3. 2025 v 10:15 odesílatel Amends <care@shop.example> napsal:',
  'Amends <care@shop.example> ezt írta (időpont: 2025. márc. 3., H, 10:15):',
  'Amends <care@shop.example>, 3 Mar 2025 Pzt, 10:15 tarihinde şunu yazdı:',
  'În lun., 3 mar. 2025 la 10:15, Amends <care@shop.example> a scris:',
  'Στις Δευ 3 Μαρ 2025 στις 10:15 π.μ., ο χρήστης Amends <care@shop.example> έγραψε:',
  '2025年3月3日(月) 10:15 Amends <care@shop.example>:',
  '在 2025年3月3日，上午10:15，Amends <care@shop.example> 写道：',
  '2025년 3월 3일 (월) 오전 10:15, Amends <care@shop.example>님이 작성:',
  '2025-03-03 10:15 GMT+01:00 Amends <care@shop.example>:',
];

test('the line above a quotation is known in many languages', () => {
  for (const line of attributions) {
    const split = splitReply(`${words}\n\n${line}\n\n${old}\n`);
    assert.equal(split.newText, words, line);
    assert.equal(split.quotedText, `${line}\n\n${old}`, line);
  }
});

test('it is known where the quotation has no marks', () => {
  for (const line of attributions.filter((each) => /@/.test(each))) {
    assert.equal(splitReply(`${words}\n\n${line}\nWe have repaired it.\n`).newText, words, line);
  }
});

const blocks = [
  '-----Original Message-----\nFrom: Amends <care@shop.example>\nSent: Monday, 3 March 2025\nTo: Jo\nSubject: Kettle',
  'From: Amends <care@shop.example>\nSent: Monday, 3 March 2025 10:15\nTo: Jo <jo@customer.example>\nSubject: Your kettle',
  '________________________________\nFrom: Amends <care@shop.example>\nSent: Monday\nTo: Jo\nSubject: Your kettle',
  '*From:* Amends [mailto:care@shop.example]\n*Sent:* Monday\n*To:* Jo\n*Subject:* Your kettle',
  'Von: Amends <care@shop.example>\nGesendet: Montag, 3. März 2025 10:15\nAn: Jo\nBetreff: Ihr Wasserkocher',
  'De : Amends <care@shop.example>\nEnvoyé : lundi 3 mars 2025\nÀ : Jo\nObjet : Votre bouilloire',
  'De: Amends <care@shop.example>\nEnviado el: lunes, 3 de marzo de 2025\nPara: Jo\nAsunto: Su hervidor',
  'Da: Amends <care@shop.example>\nInviato: lunedì 3 marzo 2025\nA: Jo\nOggetto: Il bollitore',
  'Van: Amends <care@shop.example>\nVerzonden: maandag 3 maart 2025\nAan: Jo\nOnderwerp: Uw waterkoker',
  'Od: Amends <care@shop.example>\nWysłano: poniedziałek, 3 marca 2025\nDo: Jo\nTemat: Czajnik',
  'Fra: Amends <care@shop.example>\nSendt: 3. marts 2025\nTil: Jo\nEmne: Kedel',
  'Från: Amends <care@shop.example>\nSkickat: den 3 mars 2025\nTill: Jo\nÄmne: Kokaren',
  'От: Amends <care@shop.example>\nОтправлено: 3 марта 2025 г.\nКому: Jo\nТема: Чайник',
  '发件人: Amends <care@shop.example>\n发送时间: 2025年3月3日\n收件人: Jo\n主题: 水壶',
  '差出人: Amends <care@shop.example>\n送信日時: 2025年3月3日\n宛先: Jo\n件名: やかん',
  '-------- Ursprüngliche Nachricht --------\nVon: Amends',
  '-------- Message d’origine --------\nDe: Amends',
  '---------- Forwarded message ---------\nFrom: Amends <care@shop.example>',
];

test('an earlier mail shown with its headers is history', () => {
  for (const block of blocks) {
    const split = splitReply(`${words}\n\n${block}\n\nWe have repaired it on Monday.`);
    assert.equal(split.newText, words, block);
    assert.match(split.quotedText, /We have repaired it/);
  }
});

test('quotations without a line above them are history at the end only', () => {
  assert.equal(splitReply(`${words}\n\n${old}`).newText, words);
  assert.equal(splitReply(`${old}\n\n${words}`).newText, `${old}\n\n${words}`);
  assert.equal(splitReply(old).newText, old);
});

test('a line of text right above it stays text', () => {
  for (const last of ['Call me at 10:15', 'At 9:30 I called.', 'My order is 2025-1234']) {
    const text = `The kettle leaks.\n${last}\n${attributions[0]}\n${old}`;
    assert.equal(splitReply(text).newText, `The kettle leaks.\n${last}`);
  }
});

test('answers between quotations stay with them', () => {
  const line = attributions[0];
  const inline = '> Is all well?\n\nNo.\n\n> Shall we come?\n\nYes, on Friday.';
  assert.equal(splitReply(`${line}\n\n${inline}`).newText, inline);
  assert.equal(splitReply(`Hi,\n\n${line}\n${inline}\n\n> Bye`).newText, `Hi,\n\n${inline}`);
  assert.equal(
    splitReply(`My answers are below.\n\n${line}\n${old}\n\nNo, it leaks.`).newText,
    `My answers are below.\n\n${old}\n\nNo, it leaks.`,
  );
});

test('a greeting above and the answer below', () => {
  const line = attributions[0];
  assert.equal(splitReply(`Hello,\n\n${line}\n${old}\n\nno`).newText, `Hello,\n\n${old}\n\nno`);
  const answer = 'It leaks, I said.';
  assert.equal(
    splitReply(`${words}\n\n${line}\n${old}\n\n${answer}`).newText,
    `${words}\n\n${old}\n\n${answer}`,
  );
});

test('an answer below the quotation is the answer', () => {
  assert.equal(splitReply(`${attributions[0]}\n${old}\n\n${words}`).newText, words);
});

test('a footer below the quotation is not', () => {
  assert.equal(
    splitReply(`${words}\n\n${attributions[0]}\n${old}\n\nMy list\nunsubscribe`).newText,
    words,
  );
});

test('signatures and what telephones add are set apart', () => {
  const tails = [
    '-- \nJo Doe\nExample Street 1',
    '--\nJo Doe',
    'Sent from my iPhone',
    'Von meinem iPhone gesendet',
    'Envoyé de mon iPhone',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Enviado do meu iPhone',
    'Wysłane z iPhone’a',
    'Sendt fra min iPad',
    'Skickat från min iPhone',
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的iPhone',
    'Get Outlook for Android<https://example.com>',
    'Sent from Yahoo Mail on Android',
    'Sent from my Galaxy\n\nGet Outlook for Android',
    'Jo Doe\njo@customer.example\n+44 20 7946 0018\nwww.customer.example',
    'This e-mail and any attachments are confidential and intended solely for\nthe addressee. If you are not the intended recipient, delete it.',
    'Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige\nAdressat sind, vernichten Sie diese Nachricht.',
    '_______________________________________________\nlist mailing list\nlist@example.org',
  ];
  for (const tail of tails) {
    const split = splitReply(`${words}\n\n${tail}\n`);
    assert.equal(split.newText, words, tail);
    assert.equal(split.quotedText, tail.trimEnd(), tail);
    const withHistory = splitReply(`${words}\n\n${tail}\n\n${attributions[1]}\n${old}`);
    assert.equal(withHistory.newText, words, tail);
  }
});

test('a mail that only passes another on has that for its content', () => {
  const headers =
    'From: Amends <care@shop.example>\nDate: Mon, 3 Mar 2025\nSubject: Your kettle\nTo: Jo';
  const split = splitReply(
    `---------- Forwarded message ---------\n${headers}\n\nWe will not pay.\n\n> Pay!`,
  );
  assert.equal(split.newText, 'We will not pay.\n\n> Pay!');
  assert.equal(split.quotedText, `---------- Forwarded message ---------\n${headers}`);
});

test('what people write is not taken for what programs write', () => {
  const own = [
    'On 3 May 2024 your agent wrote:\n"We will refund you."\nNothing came.',
    'My journey:\n\nFrom: Leeds\nTo: York\nDate: 3 May\n\nThe train never came.',
    'Sent with your courier on 3 May and never arrived',
    'I ordered:\n- one kettle\n- one lid\n\nOnly the kettle came.',
    'Order 1234\n----------\nThe kettle leaks, and so does the second one you sent, and nobody answers.',
    'The kettle you sent leaks, and nobody answers when I write.\n\n-----\n\nThe lid is broken, too.',
    'Here is what I want:\n\nmy money',
    'You can reach me at:\n\njo@customer.example\n+44 20 7946 0018',
    'Regards,\nJo',
    'Thank you for nothing.\n\nBest regards\nJo Doe',
    'The original message said it was free.\nIt was not.',
    '3 > 2, and 5 < 6',
    'Re: my call at 10:15 yesterday. He said:\n\nyou get nothing.',
  ];
  for (const text of own)
    assert.deepEqual(splitReply(text), { newText: text, quotedText: '' }, text);
});

test('only history is no news; nothing at all is nothing', () => {
  assert.deepEqual(splitReply(`${attributions[0]}\n${old}`), {
    newText: '',
    quotedText: `${attributions[0]}\n${old}`,
  });
  assert.deepEqual(splitReply(''), { newText: '', quotedText: '' });
  assert.deepEqual(splitReply('\n \n'), { newText: '', quotedText: '' });
  assert.equal(splitReply('Sent from my iPhone').newText, 'Sent from my iPhone');
  assert.equal(splitReply('--\nJo Doe').newText, '--\nJo Doe');
});

test('no line is lost, whatever the text', () => {
  const pieces = [
    words,
    old,
    ...attributions.slice(0, 6),
    ...blocks.slice(0, 6),
    '',
    '--',
    '-----',
    'a',
    '> ',
  ];
  let seed = 7;
  const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join('\n\n');
    const split = splitReply(text);
    const linesOf = (each: string) =>
      each
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
        .sort();
    assert.deepEqual(linesOf(`${split.newText}\n${split.quotedText}`), linesOf(text));
  }
});

test('hostile texts cost no more than honest ones', () => {
  const pieces = [
    'On ',
    'On a 2025 10:15 ',
    '>',
    '> ',
    'On 2025\n',
    'From: a@b.example\n',
    'Subject: a\n',
    'a wrote:\n',
    '-',
    '-\n',
    '--\n',
    '_ ',
    '\n',
    ' ',
    '\t\n',
    'Sent from my ',
    'confidential e-mail\n\n',
    '<',
    'On 3 Mar 2025 10:15 <\n',
    'Am 2025 um 10:15 schrieb\n',
    'a@',
    '12345 ',
    'This e-mail is confidential ',
    '+1 ',
    '写道：',
  ];
  for (const piece of pieces) {
    const start = performance.now();
    splitReply(piece.repeat(Math.ceil(200_000 / piece.length)));
    const tookMs = performance.now() - start;
    assert.ok(tookMs < 1_500, `${JSON.stringify(piece)} took ${tookMs} ms`);
  }
});
