import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { inflateSync } from 'node:zlib';
import { dayMs, later } from '#clock.ts';
import type { Post } from '#mail/out.ts';
import { startApp } from '../../test/app.ts';
import { complain, look, type Received, storyOf } from '../../test/complaints.ts';
import { takesAll } from '../../test/post.ts';
import { answerOf } from '../../test/visitor.ts';
import { sendDueNotices } from './index.ts';

const app = await startApp();
const { amends, clock, people, db } = app;
const handler = await app.as(people.handler);

const sweep = (post: Post): Promise<number> => sendDueNotices({ ...amends, post });

/** Somebody without mail, who gave the address of their house. */
async function byPost(address: string | null = 'Hafenstraße 7\n20459 Hamburg'): Promise<Received> {
  const received = await complain(app.anyone(), { name: 'Eva Berg' });
  const { customer } = await look(handler, received);
  await db
    .updateTable('customers')
    .set({ postal_address: address })
    .where('customer_id', '=', customer.id)
    .execute();
  return received;
}

const url = ({ id }: Received) => `/api/complaints/${id}/messages`;

async function letterTo(received: Received, text = 'I looked into it.'): Promise<string> {
  answerOf(await handler.post(url(received), { text, by: 'post' }), 201);
  const { notices } = await look(handler, received);
  const letter = notices.findLast(({ channel }) => channel === 'post') as unknown as { id: string };
  assert.ok(letter);
  return letter.id;
}

async function pdfOf(id: string): Promise<Buffer> {
  const answer = await handler.get(`/api/notices/${id}/letter.pdf`);
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['content-type'], 'application/pdf');
  return answer.rawPayload;
}

/** Everything in a PDF that is not a picture or a font, uncompressed. */
function inside(pdf: Buffer): string {
  const parts = [pdf.toString('latin1')];
  for (let from = pdf.indexOf('stream\n'); from >= 0; from = pdf.indexOf('stream\n', from + 7)) {
    if (pdf.subarray(from - 3, from).toString() === 'end') continue;
    const end = pdf.indexOf('\nendstream', from);
    try {
      parts.push(inflateSync(pdf.subarray(from + 7, end)).toString('latin1'));
    } catch {
      // Not everything is compressed.
    }
  }
  return parts.join('\n');
}

const long = Array.from(
  { length: 40 },
  (_, n) =>
    `${n + 1}. We looked into what happened on the 8:14 to Lübeck, asked the driver and the signal box, and found that nobody had told the passengers – “Größe”, Łódź, Αθήνα, Київ.`,
).join('\n\n');

describe('a letter on paper', () => {
  it('is a tagged PDF with a title and a language', async () => {
    const pdf = await pdfOf(await letterTo(await byPost()));
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const text = inside(pdf);
    assert.match(text, /\/Lang \(en\)/);
    assert.match(text, /\/Marked true/);
    assert.match(text, /\/StructTreeRoot/);
    assert.match(text, /\/DisplayDocTitle true/);
    assert.match(text, /\/S \/H1/);
    assert.match(text, /\/Type \/Pagination/);
  });

  it('grows by pages, each with its number', async () => {
    const received = await byPost(
      'Amt für Beschwerden\nz. Hd. Frau Berg\nHinterhaus\nHafenstraße 7\n20459 Hamburg\nDeutschland\nEuropa',
    );
    const pdf = await pdfOf(await letterTo(received, long));
    const pages = inside(pdf).match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 3, `${pages} pages`);
    const folder = process.env['AMENDS_PICTURES'];
    if (folder) {
      await writeFile(`${folder}/long.pdf`, pdf);
      const short =
        'Dear Mrs Berg,\n\nYou are right: the 8:14 never came, and nobody told you why.\n\nWe pay back your ticket today. You can read below how to see everything we have written down.\n\nYours sincerely';
      await writeFile(`${folder}/short.pdf`, await pdfOf(await letterTo(await byPost(), short)));
    }
  });

  it('is for those who may answer, and only where it goes by post', async () => {
    const id = await letterTo(await byPost());
    const path = `/api/notices/${id}/letter.pdf`;
    assert.equal((await app.anyone().get(path)).statusCode, 401);
    assert.equal((await (await app.as(people.designer)).get(path)).statusCode, 403);
    const mailed = await complain(app.anyone(), { email: 'eva@example.org' });
    const [notice] = (await look(handler, mailed)).notices as unknown as { id: string }[];
    const refused = await handler.get(`/api/notices/${notice?.id}/letter.pdf`, {
      accept: 'application/json',
    });
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'not_a_letter']);
    assert.equal((await handler.get('/api/notices/nonsense/letter.pdf')).statusCode, 422);
  });

  it('needs a postal address', async () => {
    const received = await byPost(null);
    const refused = await handler.post(url(received), { text: 'x', by: 'post' });
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'no_postal_address']);
  });

  it('waits until a person has posted it, whatever the mail does', async () => {
    const received = await byPost();
    const id = await letterTo(received);
    await sweep(takesAll());
    const post = takesAll();
    clock.set(later(clock.now(), dayMs));
    await sweep(post);
    assert.equal(post.mails.length, 0);
    const list = async (query: string) =>
      answerOf<{ notices: { id: string; to: string; text: string }[] }>(
        await handler.get(`/api/notices?${query}`),
      ).notices.find((notice) => notice.id === id);
    const waiting = await list('state=waiting&channel=post');
    assert.equal(waiting?.to, 'Eva Berg\nHafenstraße 7\n20459 Hamburg');
    // The way in stands on the paper, and nowhere else.
    assert.match(waiting?.text ?? '', /AM-.{4}-.{4} · …/);
    const today = clock.now().toISOString().slice(0, 10);
    answerOf(await handler.post(`/api/notices/${id}/posting`, { postedOn: today }));
    assert.ok(!(await list('state=waiting&channel=post')));
    assert.ok(await list('state=delivered'));
    assert.match(
      storyOf(await look(handler, received)),
      /We posted a letter to you on 24 November 2026\./,
    );
    const entry = await db
      .selectFrom('ledger_entries')
      .select(['actor', 'data'])
      .where('stream', '=', `notice:${id}`)
      .where('type', '=', 'NoticeDelivered')
      .executeTakeFirstOrThrow();
    assert.equal(entry.actor, `staff:${people.handler.staffId}`);
    assert.equal((entry.data as { postedOn: string }).postedOn, today);
  });

  it('is posted once, on a day that can be', async () => {
    const id = await letterTo(await byPost());
    const on = async (postedOn: string) => {
      const answer = await handler.post(`/api/notices/${id}/posting`, { postedOn });
      return [answer.statusCode, answer.json().code];
    };
    const today = clock.now().toISOString().slice(0, 10);
    assert.deepEqual(await on('2027-01-01'), [422, 'date_in_the_future']);
    assert.deepEqual(await on('2026-01-01'), [422, 'date_too_early']);
    assert.deepEqual(await on('tomorrow'), [422, 'invalid_input']);
    assert.deepEqual(await on(today), [200, undefined]);
    assert.deepEqual(await on(today), [409, 'posted_already']);
  });
});
