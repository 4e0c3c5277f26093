import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../test/browser.ts';
import { customerScreens, deskScreens, type Screen } from './screens.ts';

// `npm run screenshots [NAME …]`: every screen of a fresh demo, into docs/screenshots. Whoever
// changes a screen takes its picture again, and looks at it.

const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
const root = new URL('..', import.meta.url).pathname;

const wide = { width: 1440, height: 900 };
const narrow = { width: 320, height: 640 };

type Demo = { address: string; signIn: string; story: string; process: ChildProcess };

async function startDemo(dataFolder: string): Promise<Demo> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--import', './src/jsx.ts', 'src/main.ts', 'demo'], {
    cwd: root,
    env: { ...process.env, AMENDS_DATA: dataFolder, PORT: String(port), LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let signIn: string | undefined;
  let story: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    // The first person is at the top of the line, and may see every screen.
    signIn ??= /(http\S+\/sign-in\/\S+)/.exec(line)?.[1];
    story ??= /(http\S+\/c\/\S+)/.exec(line)?.[1];
    if (signIn && story) break;
  }
  if (!signIn || !story) throw new Error('the demo gave no links');
  child.stdout.resume();
  return { address: `http://localhost:${port}`, signIn, story, process: child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

async function signedIn(browser: Browser, link: string): Promise<State> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/desk/);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function picture(page: Page, name: string): Promise<void> {
  // Until nothing is loading any more: what is asked for after the first answer comes along.
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

async function take(
  browser: Browser,
  screen: Screen,
  { address, state }: { address: string; state?: State },
): Promise<void> {
  const looks = [
    { suffix: '', viewport: wide, colorScheme: 'light' },
    { suffix: '-phone', viewport: narrow, colorScheme: 'light' },
    { suffix: '-dark', viewport: wide, colorScheme: 'dark' },
  ] as const;
  for (const { suffix, ...look } of looks) {
    if (!screen.looks.includes(suffix)) continue;
    const context = await browser.newContext({
      ...look,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...(state && { storageState: state }),
    });
    const page = await context.newPage();
    await page.goto(new URL(screen.path, address).href);
    await screen.prepare?.(page);
    await picture(page, `${screen.name}${suffix}`);
    await context.close();
  }
}

const wanted = process.argv.slice(2);
const isWanted = ({ name }: Screen): boolean => wanted.length === 0 || wanted.includes(name);
const dataFolder = await mkdtemp(join(tmpdir(), 'amends-screenshots-'));
const demo = await startDemo(dataFolder);
const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  const { address } = demo;
  for (const screen of customerScreens(demo.story).filter(isWanted)) {
    await take(browser, screen, { address });
  }
  const state = await signedIn(browser, demo.signIn);
  for (const screen of deskScreens.filter(isWanted))
    await take(browser, screen, { address, state });
} finally {
  await browser.close();
  demo.process.kill();
  await once(demo.process, 'exit');
  await rm(dataFolder, { recursive: true, force: true });
}
