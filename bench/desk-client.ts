import { loadavg } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { connect, createPool } from '#database/connection.ts';
import { openSession, staffByEmail } from '#staff/index.ts';
import { launchBrowser } from '../test/browser.ts';
import { writeLines } from './desk-data.ts';
import { command, type Instance, setUp, startInstance } from './instance.ts';
import { round, timingOf } from './measure.ts';
import { connectionOf } from './raw.ts';

const complaints = 120;
const moves = 100;
/** As long as a person looks at the least; the next complaint is fetched meanwhile. */
const lookMs = 300;

const person = 'maria@example.org';

/** Prints how long it takes from the key to the next complaint on the screen, in a real browser. */
export async function measureDeskClient(): Promise<void> {
  const instance = await startInstance();
  const browser = await launchBrowser();
  try {
    await setUp(instance);
    const file = join(instance.folder, 'few.jsonl');
    await writeLines(file, { from: 0, to: complaints, writer: person });
    await command(instance, 'import-complaints', file);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const value = await sessionOf(instance);
    await context.addCookies([{ name: 'amends_session', value, url: instance.address }]);
    const page = await context.newPage();
    await page.goto(`${instance.address}/desk/?view=all`);
    const times = await timesOfMoves(page);
    const result = {
      key_to_painted: timingOf(times),
      slowest_ms: round(Math.max(...times)),
      moves: times.length,
      load_average: round(loadavg()[0] ?? 0),
    };
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await browser.close();
    await instance.stop();
  }
}

async function sessionOf(instance: Instance): Promise<string> {
  const pool = createPool({ ...connectionOf(instance), max: 1 });
  const db = connect(pool);
  try {
    const staff = await staffByEmail(db, person);
    if (!staff) throw new Error(`${person} is not here`);
    return await openSession(db, staff.staffId, new Date());
  } finally {
    await pool.end();
  }
}

async function timesOfMoves(page: Page): Promise<number[]> {
  await page.locator('ol.rows > li').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.locator('.complaint-head .reference').waitFor();
  await page.waitForTimeout(1_000);
  const times: number[] = [];
  for (let move = 0; move < moves; move++) {
    await page.evaluate(noteNextPaint, '.complaint-head .reference');
    await page.keyboard.press('j');
    const ms = await page.evaluate(() => (globalThis as unknown as Noted).painted);
    times.push(ms);
    await page.waitForTimeout(lookMs);
  }
  return times;
}

type Noted = { painted: Promise<number> };

/** Runs in the page: from the key until another complaint has been painted. */
function noteNextPaint(selector: string): void {
  const shown = (): string | null | undefined => document.querySelector(selector)?.textContent;
  const before = shown();
  (globalThis as unknown as Noted).painted = new Promise((painted) => {
    addEventListener('keydown', ({ timeStamp }) => look(timeStamp), { once: true, capture: true });
    const look = (pressedAt: number): void => {
      requestAnimationFrame(() => {
        const now = shown();
        if (!now || now === before) return look(pressedAt);
        // A frame later it has been painted.
        requestAnimationFrame(() => painted(performance.now() - pressedAt));
      });
    };
  });
}
