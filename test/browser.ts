import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Close it after the tests. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserProgram(), args });
}

/**
 * The headless Chromium from npm: it draws no window and takes two thirds of the time. The machine's
 * own where npm has none. It is unpacked at the first call, so one must come before many.
 */
export async function browserProgram(): Promise<string> {
  return hasPackage() ? packagedBrowser() : (systemBrowser() ?? packagedBrowser());
}

const hasPackage = (): boolean => process.platform === 'linux' && process.arch === 'x64';

const args = [
  // Chromium refuses its sandbox to root, and many containers have nobody else.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function systemBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((path) => existsSync(path));
}

/** Only its program: its own flags weaken what the tests shall see, and end the second context. */
async function packagedBrowser(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
}
