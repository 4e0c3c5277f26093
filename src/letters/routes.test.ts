import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { simpleParser } from 'mailparser';
import { sendDueNotices } from '#notices/index.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, pageOf, type Received } from '../../test/complaints.ts';
import { fakePost } from '../../test/post.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

const app = await startApp();
const { people } = app;
const handler = await app.as(people.handler);
const colleague = await app.as(people.colleague);
const designer = await app.as(people.designer);
const administrator = await app.as(people.administrator);
const customer = app.anyone();

const switchOn = async (id: string, version: string) => {
  const reason = 'These rules hold for us.';
  const wish = { version, appliesTo: 'hand', reason };
  answerOf(await administrator.post(`/api/packs/${id}/switching-on`, wish));
};
await switchOn('uk-fca-disp', '2026.1');
await switchOn('uk-housing-2024', '2024.1');
await switchOn('uk-fca-psd', '2026.1');
await switchOn('es-10-2025', '2026.1');
answerOf(
  await administrator.post('/api/outside-bodies/stated-adr', {
    name: 'Schlichtungsstelle Reise & Verkehr',
    website: 'www.schlichtung-reise-und-verkehr.de',
    phone: '+49 30 6449933-0',
    address: 'Fasanenstraße 81\n10623 Berlin',
    email: null,
  }),
);

async function underPack(packId: string, body: object = {}): Promise<Received> {
  const received = await complain(customer, {
    email: 'eva@example.org',
    name: 'Eva Berg',
    ...body,
  });
  answerOf(await handler.post(`/api/complaints/${received.id}/packs`, { packId }));
  return received;
}

const send = (by: Visitor, { id }: { id: string }, wish: object) =>
  by.post(`/api/complaints/${id}/letters`, wish);

type Part = { block: string; kind: string; text: string; missing: string | null };
type Preview = {
  parts: Part[];
  canBeSent: boolean;
  banned: { id: string }[];
  text: string;
  html: string;
};
const preview = async ({ id }: { id: string }, wish: object): Promise<Preview> =>
  answerOf<Preview>(await handler.post(`/api/complaints/${id}/letters/preview`, wish));

const missing = ({ parts }: Preview): string[] =>
  parts.filter((part) => part.missing !== null).map(({ block }) => block);

async function foundOn(received: Received): Promise<void> {
  const url = `/api/complaints/${received.id}/points`;
  const { pointId } = answerOf<{ pointId: string }>(
    await handler.post(url, { text: 'The 8:14 never came.' }),
    201,
  );
  const finding = { finding: 'upheld', reason: 'A crew was missing.' };
  answerOf(await handler.post(`${url}/${pointId}/finding`, finding));
}

const sent = async () => {
  const post = fakePost(async () => ({ kind: 'taken', refused: [] }));
  await sendDueNotices({ ...app.amends, post });
  return Promise.all(post.mails.map(({ bytes }) => simpleParser(bytes)));
};

const finalWords = {
  decision: 'You are right: the 8:14 was cancelled and nobody told you.',
  reasons: 'The crew that should have taken it over had been sent to Kiel by mistake.',
  remedy: 'We pay back your ticket and the taxi.',
};

describe('a letter', () => {
  it('that lacks what the rules want says what, and cannot be sent', async () => {
    const received = await underPack('uk-fca-disp');
    const draft = await preview(received, { kind: 'final' });
    assert.deepEqual(missing(draft), ['decision', 'reasons', 'remedy', 'waiver', 'leaflet']);
    assert.equal(draft.canBeSent, false);
    const refused = assertRefused(
      await send(handler, received, { kind: 'final' }),
      409,
      'blocks_missing',
    );
    assert.deepEqual(
      refused.fields.map(({ field }) => field),
      ['decision', 'reasons', 'remedy', 'waiver', 'leaflet'],
    );
    assert.match(draft.text, /six months of the date of this letter/);
    assert.match(draft.text, /financial-ombudsman\.org\.uk/);
  });

  it('never begins with words of ours where only its writer can say it', async () => {
    const received = await underPack('uk-fca-disp');
    const { parts } = await preview(received, { kind: 'final' });
    for (const part of parts.filter(({ kind }) => kind === 'own')) assert.equal(part.text, '');
  });

  it('with a blank for a word lacks it', async () => {
    const received = await underPack('uk-fca-disp');
    const own = { ...finalWords, decision: ' \n ' };
    assert.ok(missing(await preview(received, { kind: 'final', own })).includes('decision'));
  });

  const stale: [name: string, pack: string, kind: string, words: string, id: string][] = [
    [
      'a link to the closed platform',
      'uk-housing-2024',
      'update',
      'Use https://ec.europa.eu/consumers/odr',
      'eu-odr-link',
    ],
    [
      'a number that costs more',
      'uk-fca-disp',
      'update',
      'Ring us on 0871 234 5678.',
      'premium-number',
    ],
    [
      'the four-week letter',
      'uk-fca-disp',
      'update',
      'This is our four-week letter.',
      'four-week-letter',
    ],
  ];
  for (const [name, pack, kind, followUp, id] of stale) {
    it(`with ${name} is refused`, async () => {
      const received = await underPack(pack);
      const wish = { kind, own: { followUp, definition: 'The train.' } };
      const refused = assertRefused(await send(handler, received, wish), 409, 'stale_block');
      assert.deepEqual(
        refused.fields.map(({ field }) => field),
        [id],
      );
      assert.equal((await preview(received, wish)).canBeSent, false);
    });
  }
});

describe('a letter that lacks nothing', () => {
  it('goes by mail and onto the page, whole, and is kept as it went out', async () => {
    const received = await underPack('uk-housing-2024', { language: 'de' });
    await foundOn(received);
    await sent();
    const own = { ...finalWords, definition: 'Ihr Zug um 8:14 kam nicht.' };
    answerOf(await send(handler, received, { kind: 'final', own }), 201);
    const [mail] = (await sent()).filter(({ subject }) => subject?.includes('Antwort'));
    assert.ok(mail?.text && mail.html, 'no mail went out');
    assert.match(mail.html, /<html lang="de" dir="ltr">/);
    for (const words of [
      'Unsere Entscheidung',
      finalWords.decision,
      'www.housing-ombudsman.org.uk',
      'Stufe 1',
      'Es ist nichts mehr zu tun.',
      'Hana Sato',
    ]) {
      assert.ok(mail.text.includes(words), `${words} is missing in: ${mail.text}`);
    }
    const page = await customer.get(pageOf(received), { accept: 'text/html' });
    assert.match(page.body, /www\.housing-ombudsman\.org\.uk/);
    assert.ok(!page.body.includes('/c/undefined'));
    const { letters } = answerOf<{
      letters: { id: string; text: string; digest: string; kind: string }[];
    }>(await handler.get(`/api/complaints/${received.id}/letters`));
    assert.deepEqual(
      letters.map(({ kind }) => kind),
      ['final'],
    );
    assert.ok(letters[0]?.text.includes(finalWords.reasons));
    const { rows } = await app.pool.query<{ data: { content: { digest: string } } }>(
      "select data from ledger_entries where type = 'LetterSent' and data ->> 'complaintId' = $1",
      [received.id],
    );
    assert.equal(rows[0]?.data.content.digest, letters[0]?.digest);
    assert.doesNotMatch(JSON.stringify(rows), /cancelled/);
    const pdf = await handler.get(`/api/letters/${letters[0]?.id}/letter.pdf`);
    assert.equal(pdf.headers['content-type'], 'application/pdf');
    assert.ok(
      (await look(handler, received)).messages.some(({ text }) =>
        text?.includes(finalWords.remedy),
      ),
    );
  });

  it('in Arabic runs from right to left', async () => {
    const received = await underPack('es-10-2025', {
      language: 'ar',
      receivedAt: '2026-12-28T10:00:00Z',
    }).catch(() => underPack('uk-housing-2024', { language: 'ar' }));
    const { html, text } = await preview(received, {
      kind: 'holding',
      own: { delayReason: 'ننتظر التقرير.' },
      newDate: '2026-12-10T12:00:00Z',
    });
    assert.match(html, /<html lang="ar" dir="rtl">/);
    assert.match(text, /الموعد الجديد/);
  });

  it('is for those who answer', async () => {
    const received = await underPack('uk-fca-disp');
    assertRefused(await send(designer, received, { kind: 'update' }), 403, 'not_allowed');
    assertRefused(await send(handler, received, { kind: 'four-week' }), 422, 'invalid_input');
    assertRefused(
      await send(handler, received, { kind: 'update', own: { reference: 'x' } }),
      422,
      'unknown_field',
    );
  });

  it('sent twice under one key goes out once', async () => {
    const received = await underPack('uk-fca-disp');
    const wish = {
      kind: 'update',
      own: { followUp: 'The technician comes on Friday.', definition: 'No line.' },
    };
    const key = { 'idempotency-key': 'letter-once-1' };
    const url = `/api/complaints/${received.id}/letters`;
    const answers = [await handler.post(url, wish, key), await handler.post(url, wish, key)];
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [201, 201],
    );
    assert.equal(answers[0]?.body, answers[1]?.body);
  });
});

it('the acknowledgement that goes out by itself holds what the rules want and what is known', async () => {
  await administrator.post('/api/packs/us-dot-259/switching-on', {
    version: '2011.1',
    appliesTo: 'every',
    reason: 'We fly to New York.',
  });
  const received = await complain(customer, { email: 'eva@example.org', language: 'de' });
  const mails = await sent();
  const mail = mails.find(({ subject }) => subject?.includes(received.reference));
  assert.match(mail?.text ?? '', /am 23\. November 2026 erhalten/);
  answerOf(
    await administrator.post('/api/packs/us-dot-259/switching-off', {
      version: '2011.1',
      reason: 'We fly no more.',
    }),
  );
});

type Clock = { ruleId?: string; rule?: string; dueAt: string; state: string };

describe('more time', () => {
  const wish = (more: object = {}) => ({
    kind: 'holding',
    own: { delayReason: 'The surveyor could not get in.' },
    newDate: '2026-12-14T16:00:00Z',
    extends: { packId: 'uk-housing-2024', clockId: 'final-1' },
    ...more,
  });

  it('is given by a letter with the reason, the new date and the body, and moves the date', async () => {
    const received = await underPack('uk-housing-2024');
    await sent();
    assertRefused(await send(handler, received, wish({ own: {} })), 409, 'blocks_missing');
    assertRefused(await send(handler, received, wish({ newDate: null })), 409, 'blocks_missing');
    const far = wish({ newDate: '2027-03-01T12:00:00Z' });
    assertRefused(await send(handler, received, far), 409, 'extension_too_long');
    const other = wish({ extends: { packId: 'uk-housing-2024', clockId: 'acknowledge-1' } });
    assertRefused(await send(handler, received, other), 409, 'no_extension');
    assertRefused(
      await send(handler, received, wish({ kind: 'delay' })),
      422,
      'not_a_holding_letter',
    );
    answerOf(await send(handler, received, wish()), 201);
    const { rows } = await app.pool.query<Clock & { due_at: Date }>(
      "select due_at from clocks where complaint_id = $1 and rule_id = 'final-1'",
      [received.id],
    );
    assert.equal(rows[0]?.due_at.toISOString(), '2026-12-14T16:00:00.000Z');
  });
});

describe('a stage', () => {
  it('is answered by somebody else, and refused only by a letter', async () => {
    const received = await underPack('uk-housing-2024');
    await foundOn(received);
    const own = { ...finalWords, definition: 'The train never came.' };
    answerOf(await send(handler, received, { kind: 'final', own }), 201);
    const refusal = { kind: 'refusal', own: { refusalReason: 'The court has decided it.' } };
    assert.deepEqual(missing(await preview(received, { kind: 'refusal' })), ['refusalReason']);
    answerOf(await send(handler, received, refusal), 201);
    answerOf(await colleague.post(`/api/complaints/${received.id}/stages`, {}), 201);
    const again = {
      ...own,
      decision: 'We looked at it once more, with other eyes.',
      reasons: 'It stays so.',
      remedy: 'As before.',
    };
    assertRefused(
      await send(handler, received, { kind: 'final', own: again }),
      409,
      'same_handler',
    );
    answerOf(await send(colleague, received, { kind: 'final', own: again }), 201);
  });

  it('is not refused where the rules know no refusal', async () => {
    const received = await underPack('uk-fca-disp');
    const wish = { kind: 'refusal', own: { refusalReason: 'No.' } };
    const answer = await send(handler, received, wish);
    assert.equal(answer.statusCode, 409);
  });
});

it('everything of this can be told from the ledger', () => assertWhole(app));

/** What stands in the pictures. */
const inWords: Record<string, Record<string, string>> = {
  en: {
    ...finalWords,
    definition: 'The 8:14 to Lübeck never came on Monday, and nobody told you why.',
  },
  de: {
    definition:
      'Ihr Zug um 8:14 Uhr nach Lübeck fiel am Montag aus, und niemand hat Ihnen gesagt, warum.',
    decision:
      'Sie haben recht: Der Zug ist ausgefallen, und wir haben Sie nicht benachrichtigt. Das tut uns leid.',
    reasons:
      'Das Personal, das ihn übernehmen sollte, war versehentlich nach Kiel geschickt worden. Die Anzeige am Gleis hing an einem Rechner, den seit März niemand mehr betreut.',
    remedy:
      'Sie bekommen 49,50 Euro für die Fahrkarte und das Taxi zurück. Die Anzeige wird seit gestern wieder betreut.',
  },
  ar: {
    definition: 'لم يصل قطار الساعة 8:14 إلى لوبيك يوم الاثنين، ولم يخبرك أحد بالسبب.',
    decision: 'أنت على حق: أُلغي القطار ولم نخبرك. نعتذر عن ذلك.',
    reasons:
      'أُرسل الطاقم الذي كان من المفترض أن يقوده إلى كيل (Kiel) عن طريق الخطأ. وكانت شاشة الرصيف متصلة بحاسوب لم يعتن به أحد منذ شهر مارس.',
    remedy: 'نعيد إليك 49.50 يورو ثمن التذكرة وسيارة الأجرة (Taxi Hansen GmbH) قبل نهاية الأسبوع.',
  },
};

const pictures = process.env['AMENDS_PICTURES'];

it('is printed, to be looked at', { skip: !pictures }, async () => {
  for (const language of ['en', 'de', 'ar']) {
    const received = await underPack('uk-housing-2024', {
      language,
      postalAddress: 'Lange Straße 7\n23552 Lübeck',
    });
    await foundOn(received);
    const wish = { kind: 'final', own: inWords[language] ?? {}, noAction: 'It was paid already.' };
    const { html } = await preview(received, wish);
    await writeFile(`${pictures}/letter-${language}.html`, html);
    answerOf(await send(handler, received, wish), 201);
    const { letters } = answerOf<{ letters: { id: string }[] }>(
      await handler.get(`/api/complaints/${received.id}/letters`),
    );
    const pdf = await handler.get(`/api/letters/${letters[0]?.id}/letter.pdf`);
    await writeFile(`${pictures}/letter-${language}.pdf`, pdf.rawPayload);
    const page = await customer.get(pageOf(received), { accept: 'text/html' });
    await writeFile(`${pictures}/page-${language}.html`, page.body);
  }
});
