import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, type Desk, looks, said, startDesk } from './desk.ts';
import { answerOf } from './visitor.ts';

let desk: Desk;
before(async () => {
  desk = await startDesk();
});
after(() => desk.browser.close());

const rowsOf = (page: Page) => page.locator('ol.rows > li');
const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.textContent ?? ""');

/** Many complaints at once: rows without a story of their own, good for lists only. */
async function multiply(id: string, many: number, values: object): Promise<void> {
  await desk.app.pool.query(
    `insert into complaints select (made).* from (
       select jsonb_populate_record(complaints, $3::jsonb || jsonb_build_object(
         'complaint_id', gen_random_uuid(),
         'reference', 'XX-' || number,
         'next_at', timestamptz '2026-12-01' + number * interval '1 minute')) as made
       from complaints, generate_series(1, $2::int) as number where complaint_id = $1) as rows`,
    [id, many, JSON.stringify(values)],
  );
}

describe('a list', () => {
  it('is described by a sentence whose words are menus, and is kept under a name', async () => {
    await desk.complaint('Der Zug kam nicht.');
    const page = await desk.open('/?view=all');
    await page.getByLabel('Whose').selectOption({ label: 'owned by me' });
    await page.getByLabel('In which state').selectOption({ label: 'to do' });
    await page.getByLabel('Narrow down').selectOption({ label: 'by which way …' });
    await page.getByText('No complaint is like this.').waitFor();
    await page.getByLabel('By which way').selectOption({ label: 'through another program' });
    await page.getByText('Der Zug kam nicht.').waitFor();
    assert.match(page.url(), /state=to_do/);
    assert.match(page.url(), /channel=api/);
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByLabel('Name').fill('By machine');
    await page.getByRole('button', { name: 'Save it' }).click();
    await said(page, /Saved/);
    await page.goto(`${desk.base}/desk/?view=done`);
    await page.getByRole('link', { name: 'By machine' }).click();
    await page.getByText('Der Zug kam nicht.').waitFor();
    await page.getByRole('button', { name: 'Arrange my views' }).click();
    await page.getByRole('button', { name: 'Remove By machine' }).click();
    await page.getByText('No view is left.').waitFor();
  });

  it('is scrolled through to its end while the page stays small', async () => {
    const id = await desk.complaint('One of very many.');
    await multiply(id, 2_500, { kind: 'praise' });
    const page = await desk.open('/?view=all&kind=praise');
    await rowsOf(page).first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.match(await focused(page), /XX-2(?!\d)/);
    let most = 0;
    for (let tries = 0; tries < 200; tries += 1) {
      most = Math.max(most, await rowsOf(page).count());
      if (await page.getByText('XX-2500', { exact: true }).isVisible()) break;
      await page.locator('.list-pane').evaluate((pane) => pane.scrollTo(0, pane.scrollHeight));
      await page.waitForTimeout(20);
    }
    await page.getByText('XX-2500', { exact: true }).waitFor();
    assert.ok(most < 80, `${most} rows in the page at once`);
    assert.match(await focused(page), /XX-2(?!\d)/, 'the focus stays where it was');
    const last = rowsOf(page).filter({ hasText: 'XX-2500' });
    assert.equal(await last.getAttribute('aria-posinset'), '2500');
    assert.equal(await last.getAttribute('aria-setsize'), '2500');
    await page.keyboard.press('j');
    assert.match(await focused(page), /XX-3(?!\d)/, 'and the keys go on from there');
  });

  it('says that something came in, and moves nothing under the reader’s eyes', async () => {
    const id = await desk.complaint('Seen from below.');
    await multiply(id, 200, { kind: 'suggestion' });
    const page = await desk.open('/?view=all&kind=suggestion');
    await rowsOf(page).first().waitFor();
    const pane = page.locator('.list-pane');
    await pane.evaluate((box) => box.scrollTo(0, 900));
    await page.getByText('XX-20', { exact: true }).waitFor();
    const at = async () => (await page.getByText('XX-20', { exact: true }).boundingBox())?.y;
    const before = await at();
    const body = { text: 'Above all others.', kind: 'suggestion' };
    answerOf(await desk.app.anyone().post('/api/complaints', body), 201);
    await page.getByRole('button', { name: '1 new' }).waitFor({ timeout: 10_000 });
    assert.equal(await at(), before);
    await page.getByRole('button', { name: '1 new' }).click();
    await page.getByText('Above all others.').waitFor();
  });
});

describe('everything that can be done', () => {
  it('is found by the beginnings of its words, and the latest comes first', async () => {
    const id = await desk.complaint('By way of the palette.');
    const { reference } = await desk.whole(id);
    const page = await desk.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('co hu');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: 'Complaints of Hugo Brandt' })
      .waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/owner=/);
    await page.getByLabel('Whose').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    assert.match(
      (await page.getByRole('listbox').getByRole('option').first().textContent()) ?? '',
      /Hugo Brandt/,
    );
    await page
      .getByRole('combobox', { name: 'What do you want to do?' })
      .fill(reference.toLowerCase());
    await page
      .getByRole('listbox')
      .getByRole('option', { name: `Open ${reference}` })
      .click();
    await page.getByRole('heading', { level: 1, name: /Eleanor/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('log let');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Log a call, letter or visit' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('palette');
    await page.getByRole('listbox').getByRole('option', { name: 'Search for “palette”' }).click();
    assert.equal(
      await page.getByRole('combobox', { name: 'Search all complaints' }).inputValue(),
      'palette',
    );
  });

  it('stands in the help by the very keys that work', async () => {
    const page = await desk.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    for (const words of [
      'Hand on',
      'Reply to the customer',
      'Done here: next complaint that is to do',
    ])
      await help.getByText(words, { exact: true }).waitFor();
  });

  it('shows the desk light or dark as somebody wants it, over a reload', async () => {
    const page = await desk.open('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'What do you want to do?' }).fill('col dark');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.reload();
    const paper = await page
      .locator('body')
      .evaluate((body) => getComputedStyle(body).backgroundColor);
    assert.equal(paper, 'rgb(23, 25, 28)');
  });
});

describe('a morning without a mouse', () => {
  it('goes through ten complaints, and the focus is always where one expects it', async () => {
    const { app, owner, taker } = desk;
    await app.pool.query('update complaints set owner_id = $1', [taker.staffId]);
    const ids = new Map<string, string>();
    for (let number = 1; number <= 10; number += 1) {
      const name = `Matter ${String.fromCharCode(64 + number)}`;
      ids.set(name, await desk.complaint(name));
    }
    const page = await desk.open('/');
    await page.getByRole('link', { name: /Matter A/ }).waitFor();
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const type = (words: string): Promise<void> => page.keyboard.type(words);
    const head = page.getByRole('heading', { level: 1, name: /Eleanor/ });
    let last = '';
    const matter = async (): Promise<string> => {
      await page.waitForFunction(
        (before) => location.pathname.includes('/complaints/') && location.pathname !== before,
        last,
      );
      last = new URL(page.url()).pathname;
      const [name = ''] = [...ids].find(([, id]) => last.endsWith(id)) ?? [];
      await page.getByRole('article', { name: 'Complaint' }).getByText(name).first().waitFor();
      await head.waitFor();
      return name;
    };
    const isVisible = async (where: string): Promise<void> => {
      const seen = await page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect();
        const isThere = document.activeElement !== document.body;
        return isThere && box !== undefined && box.bottom > 0 && box.top < innerHeight;
      });
      assert.ok(seen, `the focus is lost ${where}`);
    };

    await press('j');
    await isVisible('in the list');
    await press('Enter');
    const done = new Set<string>([await matter()]);
    await press('r');
    await type('We have asked the driver.');
    await press('Control+Enter');
    await isVisible('after a reply');
    await press('Escape');
    for (let turn = 2; turn <= 10; turn += 1) {
      await leaveFields(page);
      await press('e');
      const name = await matter();
      assert.ok(!done.has(name), `${name} comes twice`);
      done.add(name);
      await isVisible(`in ${name}`);
      await workOn(page, turn);
      await isVisible(`after working on ${name}`);
    }
    assert.equal(done.size, 10);
    assert.deepEqual([...done].toSorted(), [...ids.keys()].toSorted());
    const whole = await Promise.all([...ids.values()].map((id) => desk.whole(id)));
    assert.ok(
      whole.some(({ nextAt }) => nextAt === '2026-11-24T08:00:00.000Z'),
      'put off',
    );
    assert.ok(
      whole.some(({ offeredTo }) => offeredTo === taker.staffId),
      'handed on',
    );
    assert.ok(
      whole.some(({ messages }) => messages.at(-1)?.audience === 'internal'),
      'noted',
    );
    assert.equal(owner.name, whole[0]?.owner.name);
  });
});

/** Keys are letters in a field; out of it leads what leads out of it everywhere. */
async function leaveFields(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
}

async function workOn(page: Page, turn: number): Promise<void> {
  const { keyboard } = page;
  if (turn % 3 === 0) {
    await keyboard.press('n');
    await keyboard.type('He rang me before.');
    await keyboard.press('Control+Enter');
    await said(page, /Note kept/);
  } else if (turn % 3 === 1) {
    await keyboard.press('z');
    await page.getByRole('dialog', { name: 'Look at it again' }).waitFor();
    await keyboard.press('Control+Enter');
    await said(page, /Put off until/);
  } else {
    await keyboard.press('h');
    await page.getByLabel('To whom?').waitFor();
    await keyboard.type('Hugo');
    await keyboard.press('Tab');
    await keyboard.type('You know the line.');
    await keyboard.press('Control+Enter');
    await said(page, /Offered/);
  }
}

describe('from one complaint to the next', () => {
  it('takes no request that was not made before', async () => {
    const page = await desk.open('/');
    await page.getByRole('link', { name: /Matter A/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await page
        .getByRole('article', { name: 'Complaint' })
        .getByText(/Matter/)
        .first()
        .waitFor();
      await page.waitForTimeout(300);
      times.push(await timeOfNext(page));
    }
    console.log(`from key to paint: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
  });
});

/** From the key to the frame in which the next complaint stands. */
const timeOfNext = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((tell) => {
        const before = location.pathname;
        const began = performance.now();
        const look = (): void => {
          const isThere = document.querySelector('article.complaint h1') !== null;
          if (location.pathname !== before && isThere) tell(performance.now() - began);
          else requestAnimationFrame(look);
        };
        (document.activeElement as HTMLElement | null)?.blur();
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
        requestAnimationFrame(look);
      }),
  );

describe('lists, palette and putting off', () => {
  for (const { colorScheme, width } of looks) {
    it(`have nothing for axe to find: ${width} px, ${colorScheme}`, async () => {
      const id = await desk.complaint();
      const look = { colorScheme, viewport: { width, height: 700 }, bypassCSP: true };
      const page = await desk.open('/?view=all&received=this_week', desk.owner, look);
      await rowsOf(page).first().waitFor();
      await assertAccessible(page, 'the list');
      await page.goto(`${desk.base}/desk/complaints/${id}`);
      await page.getByRole('button', { name: 'Actions' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      await assertAccessible(page, 'the palette');
      await page.keyboard.press('Escape');
      await page.keyboard.press('z');
      await page.getByRole('dialog', { name: 'Look at it again' }).waitFor();
      await assertAccessible(page, 'putting off');
    });
  }
});

const folder = new URL('../dist/desk/', import.meta.url);
const firstLoadMax = 200 * 1024;

/** A script, and all that it cannot begin without. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const code = readFileSync(new URL(file, folder), 'utf8');
  for (const [, next = ''] of code.matchAll(
    /(?:^|[;}\n])import(?:[^"'()]*?from)?\s*["']\.\/([^"']+)["']/g,
  ))
    withImports(`assets/${next}`, found);
  return found;
}

it('the first load is at most 200 KB on the wire', () => {
  const page = readFileSync(new URL('index.html', folder), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\/desk\/(assets\/[^"]+\.(?:js|css))"/g)];
  const files = new Set<string>();
  for (const [, file = ''] of named) {
    if (file.endsWith('.css')) files.add(file);
    else withImports(file, files);
  }
  assert.ok(
    [...files].some((file) => file.endsWith('.js')),
    'no script was found',
  );
  const bytes = [...files]
    .map((file) => new URL(`${file}.gz`, folder))
    .filter((file) => existsSync(file));
  const sum = bytes.reduce((total, file) => total + statSync(file).size, 0);
  console.log(`the first load of the desk: ${Math.round(sum / 1024)} KB in ${files.size} files`);
  assert.ok(sum <= firstLoadMax, `${sum} bytes`);
});
