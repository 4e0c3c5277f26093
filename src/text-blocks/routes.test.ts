import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { newId } from '#id.ts';
import { startApp } from '../../test/app.ts';
import { answerOf, assertRefused } from '../../test/visitor.ts';

const app = await startApp();
const { people } = app;
const handler = await app.as(people.handler);
const manager = await app.as(people.manager);
const ceo = await app.as(people.ceo);
const designer = await app.as(people.designer);

const url = '/api/text-blocks';
const block = { title: 'Frozen points', text: 'Dear {name},\n\nThe points froze.', language: 'en' };

type Seen = { id: string; title: string; text: string; owner: { name: string } };

const blocks = async (): Promise<Seen[]> =>
  answerOf<{ textBlocks: Seen[] }>(await handler.get(url)).textBlocks;

const write = async (wish: object = {}): Promise<string> =>
  answerOf<{ textBlockId: string }>(await handler.post(url, { ...block, ...wish }), 201)
    .textBlockId;

describe('a text block', () => {
  it('is written, changed by somebody who looks after it from then on, and retired', async () => {
    const id = await write();
    answerOf(await manager.post(`${url}/${id}`, { ...block, title: 'Ice' }));
    const [seen] = await blocks();
    assert.deepEqual([seen?.title, seen?.owner.name], ['Ice', people.manager.name]);
    answerOf(await handler.post(`${url}/${id}/retirement`));
    answerOf(await handler.post(`${url}/${id}/retirement`));
    assert.deepEqual(await blocks(), []);
    assertRefused(await manager.post(`${url}/${id}`, block), 409, 'text_block_retired');
  });

  it('leaves no words in the ledger', async () => {
    await write({ title: 'A title that nobody else has' });
    const { rows } = await app.pool.query<{ data: object }>(
      `select data from ledger_entries where type = 'TextBlockWritten'`,
    );
    assert.doesNotMatch(JSON.stringify(rows), /froze|nobody else/);
  });

  it('is for those who answer, and written by handlers and managers', async () => {
    const id = await write();
    assertRefused(await designer.get(url), 403, 'not_allowed');
    assertRefused(
      await app.anyone().get(url, { accept: 'application/json' }),
      401,
      'sign_in_first',
    );
    answerOf(await ceo.get(url));
    for (const path of [url, `${url}/${id}`]) {
      assertRefused(await ceo.post(path, block), 403, 'not_allowed');
    }
    assertRefused(await ceo.post(`${url}/${id}/retirement`), 403, 'not_allowed');
  });

  const refused: [name: string, wish: object, code: string][] = [
    ['without words', { text: ' ' }, 'text_missing'],
    ['without a title', { title: ' ' }, 'invalid_input'],
    ['in no language', { language: 'English' }, 'invalid_input'],
    ['that is a book', { text: 'x'.repeat(10_001) }, 'text_too_long'],
    ['with more than there is to say', { tone: 'warm' }, 'unknown_field'],
  ];
  for (const [name, wish, code] of refused) {
    it(`${name} is refused: ${code}`, async () => {
      assertRefused(await handler.post(url, { ...block, ...wish }), 422, code);
    });
  }

  it('that does not exist is not found', async () => {
    assertRefused(await handler.post(`${url}/${newId()}`, block), 404, 'not_found');
    assertRefused(await handler.post(`${url}/${newId()}/retirement`), 404, 'not_found');
  });
});
