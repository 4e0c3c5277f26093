import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startApp } from '../../test/app.ts';
import { complain, look, type Received, storyOf } from '../../test/complaints.ts';
import { answerOf, assertRefused, type Visitor } from '../../test/visitor.ts';

const app = await startApp();
const handler = await app.as(app.people.handler);

type Uploads = {
  uploads: { ticket: string; name: string; mediaType: string }[];
  refusedFiles: { name: string }[];
};

const scan = new File(['%PDF-1.4 a letter'], 'letter.pdf', { type: 'application/pdf' });

const upload = async (by: Visitor, ...files: File[]): Promise<Uploads> =>
  answerOf<Uploads>(await by.submitFiles('/api/uploads', {}, files), 201);

describe('a letter', () => {
  it('is a complaint with its scan, dated when it came, with the address to answer to', async () => {
    const { uploads } = await upload(handler, scan);
    const received = answerOf<Received>(
      await handler.post('/api/complaints', {
        text: 'I write to you about the 8:14.',
        channel: 'post',
        receivedAt: '2026-11-20T08:30:00+01:00',
        name: 'Eva Lindner',
        postalAddress: 'Lange Reihe 4\n20099 Hamburg',
        files: uploads.map(({ ticket }) => ticket),
      }),
      201,
    );
    const seen = await look(handler, received);
    assert.equal(seen.channel, 'post');
    assert.equal(seen.receivedAt, '2026-11-20T07:30:00.000Z');
    assert.deepEqual(
      seen.messages[0]?.files.map(({ name, mediaType }) => [name, mediaType]),
      [['letter.pdf', 'application/pdf']],
    );
    const { postalAddress } = seen.customer as { postalAddress?: string };
    assert.equal(postalAddress, 'Lange Reihe 4\n20099 Hamburg');
    assert.match(storyOf(seen), /You told us by letter/);
    assert.match(
      received.claimCode,
      /^[0-9A-Z]{5}-[0-9A-Z]{5}$/,
      'to be written or read out to them',
    );
  });
});

describe('a call', () => {
  it('is a contact with its note and what was sent along', async () => {
    const of = await complain(app.anyone());
    const { uploads } = await upload(
      handler,
      scan,
      new File(['two'], 'note.txt', { type: 'text/plain' }),
    );
    const tickets = uploads.map(({ ticket }) => ticket);
    const body = { channel: 'phone', text: 'She called at nine.', files: tickets };
    answerOf(await handler.post(`/api/complaints/${of.id}/contacts`, body), 201);
    const seen = await look(handler, of);
    assert.deepEqual(seen.messages[1]?.files.map(({ name }) => name).toSorted(), [
      'letter.pdf',
      'note.txt',
    ]);
  });
});

describe('a ticket', () => {
  it('that is not ours, or was changed, is refused and nothing is recorded', async () => {
    const [{ ticket } = { ticket: '' }] = (await upload(handler, scan)).uploads;
    const [body = '', mac = ''] = ticket.split('.');
    const other = Buffer.from(
      Buffer.from(body, 'base64url').toString().replace('letter.pdf', 'virus.exe'),
    ).toString('base64url');
    for (const wrong of ['', 'x', `${body}.`, `${other}.${mac}`]) {
      const answer = await handler.post('/api/complaints', { text: 'x', files: [wrong] });
      assertRefused(answer, 422, 'upload_unknown');
    }
  });

  it('is given to people of ours only', async () => {
    const answer = await app.anyone().submitFiles('/api/uploads', {}, [scan]);
    assertRefused(answer, 401, 'sign_in_first');
  });
});
