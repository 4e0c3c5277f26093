import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { normalEmail } from '#customers/index.ts';
import type { Resolver } from '#mail/dns.ts';
import { look } from './complaints.ts';
import { fridayAtFive, seen, startWorkshop, type Workshop } from './errands.ts';
import { arrive, mail } from './mails.ts';
import { answerOf } from './visitor.ts';
import { assertWhole } from './whole.ts';

let workshop: Workshop;
let mailedTeam: string;
beforeEach(async () => {
  workshop = await startWorkshop();
  mailedTeam = await workshop.form('Signals', { isMailed: true });
});

type Sent = { to: string; subject: string; text: string; replyTag: string; id: string };

/** Everything mailed about errands, the earliest first. */
async function sent(): Promise<Sent[]> {
  const rows = await workshop.app.db
    .selectFrom('notices')
    .innerJoin('outbox', 'outbox.notice_id', 'notices.notice_id')
    .innerJoin('words', 'words.words_id', 'notices.words_id')
    .select(['words.text', 'outbox.message_id as id'])
    .where('notices.kind', '=', 'errand')
    .orderBy('notices.notice_id')
    .execute();
  return rows.map(({ text, id }) => {
    const { to, subject, blocks, replyTag } = JSON.parse(text ?? '{}');
    return { to: to[0], subject, text: blocks[0].text, replyTag, id };
  });
}

async function handedByMail() {
  const id = await workshop.handed({ teamId: mailedTeam });
  const [first] = await sent();
  assert.ok(first);
  return { id, tag: first.replyTag, mailId: first.id };
}

/** Fritz answers the mail that he got. */
const answer = (tag: string, text: string, change: object = {}) =>
  arrive(
    workshop.app,
    mail({
      from: 'Fritz <fritz@nordwind.example>',
      to: `care+${tag}@nordwind.example`,
      subject: 'Re: New errand',
      text,
      ...change,
    }),
  );

describe('a team that works from mail', () => {
  it('is told of a new errand, each under the address that brings the answer back', async () => {
    await handedByMail();
    const mails = await sent();
    assert.deepEqual(mails.map(({ to }) => to).toSorted(), [
      'frida@nordwind.example',
      'fritz@nordwind.example',
      'lena@nordwind.example',
    ]);
    assert.match(mails[0]?.text ?? '', /Mend signal 7\.\n\nWhy it matters: She missed a funeral/);
    assert.match(mails[0]?.replyTag ?? '', /^er[0-9a-z]{25}-[0-9a-z]{13}$/);
    assert.ok(mails[0]?.id.includes(mails[0].replyTag));
    await assertWhole(workshop.app);
  });

  it('accepts with the day, and reads what was understood', async () => {
    const { id, tag } = await handedByMail();
    const became = await answer(tag, 'Accept by Friday\n\nRegards\nFritz');
    assert.equal(became.state, 'errand');
    const errand = await seen(workshop.as.hana, id);
    assert.deepEqual([errand.state, errand.nextAt], ['accepted', fridayAtFive]);
    assert.equal(errand.owner?.id, workshop.people.fritz.staffId);
    const reply = (await sent()).at(-1);
    assert.equal(reply?.to, 'fritz@nordwind.example');
    assert.match(reply?.text ?? '', /You accept this errand, .*27 November/);
    await assertWhole(workshop.app);
  });

  it('finds its errand also where only the id of our mail is left', async () => {
    const { id, mailId } = await handedByMail();
    const headers = [`In-Reply-To: ${mailId}`];
    await answer('', 'decline: not our signal', { to: 'care@nordwind.example', headers });
    const errand = await seen(workshop.as.hana, id);
    assert.deepEqual([errand.state, errand.reason], ['declined', 'not our signal']);
  });

  it('says that it is done, or asks', async () => {
    const { id, tag } = await handedByMail();
    await answer(tag, 'Which signal 7?');
    await answer(tag, 'Done: new relay.\n-- \nFritz');
    const errand = await seen(workshop.as.hana, id);
    assert.deepEqual([errand.state, errand.result], ['done', 'new relay.']);
    assert.deepEqual(
      errand.questions.map(({ text, isUnclear }) => [text, isUnclear]),
      [['Which signal 7?', false]],
    );
    await assertWhole(workshop.app);
  });

  it('gets an answer to its question by mail', async () => {
    const { id, tag } = await handedByMail();
    await answer(tag, 'Which signal 7?');
    const [question] = (await seen(workshop.as.hana, id)).questions;
    const text = 'The one in Lübeck.';
    answerOf(
      await workshop.as.hana.post(`/api/errands/${id}/questions/${question?.id}/answer`, { text }),
    );
    assert.match((await sent()).at(-1)?.text ?? '', /Hana Sato answers:\n\nThe one in Lübeck\./);
  });

  it('changes nothing where it cannot be understood: the words go to the handler', async () => {
    const { id, tag } = await handedByMail();
    const words = 'Accept by Friday if the part comes.';
    await answer(tag, words);
    const errand = await seen(workshop.as.hana, id);
    assert.equal(errand.state, 'handed');
    assert.deepEqual(
      errand.questions.map(({ text, isUnclear }) => [text, isUnclear]),
      [[words, true]],
    );
    assert.match((await sent()).at(-1)?.text ?? '', /Nothing was changed\. .*Hana Sato/);
  });

  it('changes nothing where it comes too late: of two who accept, the first has it', async () => {
    const { id, tag } = await handedByMail();
    await answer(tag, 'accept by Friday');
    await answer(tag, 'accept by Friday', { from: 'Frida <frida@nordwind.example>' });
    const errand = await seen(workshop.as.hana, id);
    assert.equal(errand.owner?.id, workshop.people.fritz.staffId);
    assert.match((await sent()).at(-1)?.text ?? '', /Somebody else has accepted this errand/);
    await assertWhole(workshop.app);
  });

  it('does not do twice what one mail says that comes twice', async () => {
    const { id, tag } = await handedByMail();
    const same = { id: '<one@nordwind.example>' };
    await answer(tag, 'What is it?', same);
    assert.equal((await answer(tag, 'What is it?', same)).state, 'copy');
    assert.equal((await seen(workshop.as.hana, id)).questions.length, 1);
  });

  it('is not spoken for by one of us who is no part of it', async () => {
    const { id, tag } = await handedByMail();
    const { designer } = workshop.people;
    await answer(tag, 'accept by Friday', { from: designer.email });
    const errand = await seen(workshop.as.hana, id);
    assert.equal(errand.state, 'handed');
    assert.equal(errand.questions.length, 1);
  });

  it('hears nothing from its own answering machine', async () => {
    const { id, tag } = await handedByMail();
    const headers = ['Auto-Submitted: auto-replied'];
    assert.equal((await answer(tag, 'accept by Friday', { headers })).state, 'parked');
    assert.equal((await seen(workshop.as.hana, id)).state, 'handed');
  });
});

describe('a mail from a stranger with the address of an errand', () => {
  it('is a complaint of its own, put beside the right one for somebody to look', async () => {
    const { id, tag } = await handedByMail();
    const became = await answer(tag, 'accept by Friday', { from: 'fritz@home.example' });
    assert.equal(became.state, 'complaint');
    const errand = await seen(workshop.as.hana, id);
    assert.equal(errand.state, 'handed');
    assert.equal(became.suggestedId, errand.complaint.id);
    assert.notEqual(became.complaintId, errand.complaint.id);
  });

  it('is one where the token is not ours', async () => {
    const { id, tag } = await handedByMail();
    const forged = `${tag.slice(0, -1)}${tag.endsWith('0') ? '1' : '0'}`;
    assert.equal((await answer(forged, 'accept by Friday')).state, 'complaint');
    assert.equal((await seen(workshop.as.hana, id)).state, 'handed');
  });

  it('is one where the sender’s address is forged', async () => {
    const published: Resolver = async (name, type) => {
      if (type === 'TXT' && name === '_dmarc.nordwind.example') return [['v=DMARC1; p=reject']];
      throw Object.assign(new Error('nothing is published'), { code: 'ENOTFOUND' });
    };
    workshop = await startWorkshop({ resolver: published });
    mailedTeam = await workshop.form('Signals', { isMailed: true });
    const { id, tag } = await handedByMail();
    assert.notEqual((await answer(tag, 'accept by Friday')).state, 'errand');
    assert.equal((await seen(workshop.as.hana, id)).state, 'handed');
  });
});

it('what a fixer mails is no word of the customer’s', async () => {
  const { tag, id } = await handedByMail();
  const { complaint } = await seen(workshop.as.hana, id);
  const before = await look(workshop.as.hana, complaint);
  await answer(tag, 'Done');
  const after = await look(workshop.as.hana, complaint);
  assert.deepEqual(after.messages, before.messages);
  assert.equal(after.contacts, before.contacts);
  assert.equal(after.customer.email, normalEmail('eva@example.org'));
});
