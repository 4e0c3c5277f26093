import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { grounds } from '#web/brand.ts';
import { type App, startApp } from '../../test/app.ts';
import { complain, pageOf } from '../../test/complaints.ts';
import {
  type Answer,
  answerOf,
  assertRefused,
  multipart,
  type Visitor,
} from '../../test/visitor.ts';
import { assertWhole } from '../../test/whole.ts';

let app: App;
let ada: Visitor;
before(async () => {
  app = await startApp();
  ada = await app.as(app.people.administrator);
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function upload(bytes: Buffer, name: string, type: string): Promise<string> {
  const { body, type: form } = await multipart({}, [
    new File([Uint8Array.from(bytes)], name, { type }),
  ]);
  const answer = await ada.postRaw('/api/uploads', body, { 'content-type': form });
  const [file] = answerOf<{ uploads: { ticket: string }[] }>(answer, 201).uploads;
  return file?.ticket ?? '';
}

const brand = (body: object, by = ada): Promise<Answer> =>
  by.post('/api/organisation/branding', body);

const accent = { light: '#8a1538', dark: '#ff9db8' };

const linkIn = (page: string, pattern: RegExp): string => {
  const [, found = ''] = pattern.exec(page) ?? [];
  assert.ok(found, `${pattern} is not on the page`);
  return found.replaceAll('&amp;', '&');
};

describe('the pages of customers', () => {
  it('look as ever until somebody says otherwise', async () => {
    const page = (await app.anyone().get('/')).body;
    assert.ok(!page.includes('/brand/'));
    assert.equal((await app.anyone().get('/brand/style.css')).body, '');
    assert.equal((await app.anyone().get('/brand/logo')).statusCode, 404);
  });

  it('have our colour on light and dark, and our logo, and keep them in the browser', async () => {
    const logo = await upload(png, 'logo.png', 'image/png');
    answerOf(await brand({ accent, logo }));
    const received = await complain(app.anyone());
    for (const path of ['/', '/complain', '/who', pageOf(received)]) {
      const page = (await app.anyone().get(path)).body;
      const css = await app.anyone().get(linkIn(page, /href="(\/brand\/style\.css[^"]*)"/));
      assert.match(css.body, /:root\{--accent:#8a1538;--on-accent:#ffffff/);
      assert.match(css.body, /dark\)\{:root\{--accent:#ff9db8;--on-accent:#101418/);
      assert.match(String(css.headers['content-type']), /^text\/css/);
      assert.match(String(css.headers['cache-control']), /immutable/);
      const picture = await app.anyone().get(linkIn(page, /<img src="(\/brand\/logo[^"]*)"/));
      assert.equal(picture.headers['content-type'], 'image/png');
      assert.match(String(picture.headers['cache-control']), /immutable/);
      assert.deepEqual(picture.rawPayload, png);
      assert.match(page, /alt="Nordwind Rail"/);
    }
    await assertWhole(app);
  });

  it('keep the logo when only the colour changes, and lose both when they are taken away', async () => {
    answerOf(await brand({ accent: { ...accent, light: '#00529B' } }));
    const page = (await app.anyone().get('/')).body;
    const css = await app.anyone().get(linkIn(page, /href="(\/brand\/style\.css[^"]*)"/));
    assert.match(css.body, /--accent:#00529b/);
    assert.match(page, /<img src="\/brand\/logo/);
    const old = await app.anyone().get('/brand/style.css?v=000000000000');
    assert.equal(old.headers['cache-control'], 'no-cache');
    answerOf(await brand({ accent: null, logo: null }));
    assert.ok(!(await app.anyone().get('/')).body.includes('/brand/'));
    await assertWhole(app);
  });
});

describe('a colour', () => {
  it('that cannot be read is refused, with the nearest that can be', async () => {
    const { fields, message } = assertRefused(
      await brand({ accent: { light: '#ffcc00', dark: '#003366' } }),
      422,
      'contrast_too_low',
    );
    assert.deepEqual(
      fields.map(({ field }) => field),
      ['accent.light', 'accent.dark'],
    );
    const nearest = [...message.matchAll(/and (#[0-9a-f]{6}) would do/g)].map(([, hex]) => hex);
    const [light, dark] = nearest;
    answerOf(await brand({ accent: { light, dark } }));
  });

  it('can be tried before it is set', async () => {
    const answer = answerOf<Record<'light' | 'dark', { canBeRead: boolean; nearest: string }>>(
      await ada.get('/api/organisation/colours?light=%23ffcc00&dark=%23ffcc00'),
    );
    assert.equal(answer.light.canBeRead, false);
    assert.equal(answer.dark.canBeRead, true);
    assert.equal(answer.dark.nearest, '#ffcc00');
  });

  it('is checked against the very grounds of the pages', () => {
    const css = readFileSync(new URL('../web/style.css', import.meta.url), 'utf8');
    const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');
    const namesOf = (part: string): string[] =>
      ['paper', 'tint'].map((name) => new RegExp(`--${name}: (#[0-9a-f]+)`).exec(part)?.[1] ?? '');
    assert.deepEqual(namesOf(light), ['#fff', grounds.light[1]]);
    assert.deepEqual(namesOf(dark), grounds.dark);
  });

  it('is six digits and nothing that could end a rule', async () => {
    for (const light of ['red', '#fff', '#12345g', '#123456}body{display:none', 7]) {
      assert.equal((await brand({ accent: { ...accent, light } })).statusCode, 422);
    }
  });
});

describe('a logo', () => {
  it('is a small picture, whatever its name says', async () => {
    const large = Buffer.concat([png, Buffer.alloc(200 * 1024)]);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    for (const ticket of [
      await upload(large, 'large.png', 'image/png'),
      await upload(svg, 'logo.svg', 'image/svg+xml'),
      await upload(svg, 'logo.png', 'image/png'),
    ]) {
      assertRefused(await brand({ accent: null, logo: ticket }), 422, 'logo_unusable');
    }
    assertRefused(await brand({ accent: null, logo: 'x.y' }), 422, 'upload_unknown');
  });

  it('and colour are set by administrators and executives', async () => {
    const hana = await app.as(app.people.handler);
    assertRefused(await brand({ accent: null }, hana), 403, 'not_allowed');
    answerOf(await brand({ accent: null }, await app.as(app.people.ceo)));
  });
});
