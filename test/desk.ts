import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { openSession, type StaffMember } from '#staff/index.ts';
import { monday, startApp } from './app.ts';
import { launchBrowser } from './browser.ts';
import type { Received, Seen } from './complaints.ts';
import { answerOf } from './visitor.ts';

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** The product with two handlers at their desks. `npm test` has built the desk before. */
export async function startDesk(options: Parameters<typeof startApp>[0] = {}) {
  const app = await startApp({
    ...options,
    config: { publicUrl: 'http://localhost', undoSeconds: 0, ...options.config },
  });
  const base = await app.server.listen({ port: 0, host: 'localhost' });
  const browser = await launchBrowser();
  const { handler: owner, colleague: taker } = app.people;

  /** Gives a complaint to the handler, whoever it fell to first. */
  async function give({ id, ownerId }: { id: string; ownerId: string }): Promise<string> {
    if (ownerId !== owner.staffId) {
      answerOf(await (await app.as(owner)).post(`/api/complaints/${id}/ownership`));
    }
    return id;
  }

  /** A complaint that the handler has. */
  async function complaint(text = 'The train did not stop where I live.'): Promise<string> {
    const body = { text, name: 'Eleanor Hughes', email: 'eleanor@example.org' };
    const made = answerOf<Received>(await app.anyone().post('/api/complaints', body), 201);
    return give({ id: made.id, ownerId: made.owner.id });
  }

  async function context(person?: StaffMember, look: object = {}): Promise<BrowserContext> {
    const made = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      // Colours on their way from one to another have no contrast that means anything.
      reducedMotion: 'reduce',
      ...look,
    });
    await made.clock.setFixedTime(monday);
    if (person) {
      const value = await openSession(app.amends.db, person.staffId, app.clock.now());
      await made.addCookies([{ name: 'amends_session', value, url: base }]);
    }
    return made;
  }

  async function open(path: string, person: StaffMember = owner, look?: object): Promise<Page> {
    const page = await (await context(person, look)).newPage();
    await page.goto(`${base}/desk${path}`);
    return page;
  }

  async function whole(id: string): Promise<Seen> {
    const reader = await app.as(owner);
    return answerOf<Seen>(
      await reader.get(`/api/complaints/${id}`, { accept: 'application/json' }),
    );
  }

  return { app, base, browser, owner, taker, complaint, give, context, open, whole };
}

/** Both widths and both schemes; axe is slow, and they hardly depend on one another. */
export const looks = [
  { colorScheme: 'dark', width: 320 },
  { colorScheme: 'light', width: 1440 },
] as const;

export const said = (page: Page, words: RegExp): Promise<void> =>
  page.getByRole('status').filter({ hasText: words }).waitFor();

export async function assertAccessible(page: Page, path: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  assert.deepEqual(found, [], path);
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  assert.ok(Number(over) <= 0, `${path} is wider than the screen by ${String(over)} px`);
}
