import type { Page } from 'playwright-core';

/** One screen of the product; `looks`: '' wide and light, '-phone', '-dark'. */
export type Screen = {
  name: string;
  path: string;
  looks: readonly ('' | '-phone' | '-dark')[];
  prepare?: (page: Page) => Promise<void>;
};

const wide = [''] as const;
const wideAndPhone = ['', '-phone'] as const;
const all = ['', '-phone', '-dark'] as const;
const wideAndDark = ['', '-dark'] as const;

export const customerScreens = (story: string): Screen[] => [
  { name: 'home', path: '/', looks: wideAndPhone },
  { name: 'complain', path: '/complain', looks: all },
  { name: 'story', path: story, looks: all },
  { name: 'answers', path: '/answers', looks: wide },
  { name: 'who', path: '/who', looks: wide },
];

/** The complaint with a broken promise; the demo tells it in full. */
async function openGwen(page: Page): Promise<void> {
  await seen(page);
  await page.keyboard.press('/');
  await page.keyboard.type('Gwen Trudgeon');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Promises' }).first().waitFor();
}

const seen = async (page: Page): Promise<void> =>
  page.getByRole('heading', { level: 1 }).first().waitFor();

async function openPalette(page: Page): Promise<void> {
  await seen(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('flaw');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
}

async function openFlaw(page: Page): Promise<void> {
  await page.getByRole('link', { name: /grey handle/ }).click();
  await page.getByRole('heading', { level: 1, name: /grey handle/ }).waitFor();
}

export const deskScreens: readonly Screen[] = [
  { name: 'list', path: '/desk/?view=all', looks: all, prepare: seen },
  { name: 'complaint', path: '/desk/?view=all', looks: wideAndDark, prepare: openGwen },
  { name: 'palette', path: '/desk/', looks: wide, prepare: openPalette },
  { name: 'new-complaint', path: '/desk/new', looks: wideAndPhone, prepare: seen },
  { name: 'flaws', path: '/desk/flaws', looks: wideAndPhone, prepare: seen },
  { name: 'flaw', path: '/desk/flaws', looks: wideAndDark, prepare: openFlaw },
  { name: 'due', path: '/desk/due', looks: wideAndPhone, prepare: seen },
  { name: 'packs', path: '/desk/packs', looks: wide, prepare: seen },
  { name: 'approvals', path: '/desk/approvals', looks: wide, prepare: seen },
  { name: 'limits', path: '/desk/limits', looks: wide, prepare: seen },
  { name: 'knowledge', path: '/desk/knowledge', looks: wideAndPhone, prepare: seen },
  { name: 'text-blocks', path: '/desk/text-blocks', looks: wide, prepare: seen },
  { name: 'organisation', path: '/desk/organisation', looks: wide, prepare: seen },
  { name: 'tasks', path: '/desk/tasks', looks: wide, prepare: seen },
  { name: 'outbox', path: '/desk/outbox', looks: wideAndPhone, prepare: seen },
  { name: 'held-back', path: '/desk/held-back', looks: wide, prepare: seen },
  { name: 'mailboxes', path: '/desk/mailboxes', looks: wide, prepare: seen },
  { name: 'team', path: '/desk/team', looks: wideAndPhone, prepare: seen },
  { name: 'account', path: '/desk/account', looks: wide, prepare: seen },
];
