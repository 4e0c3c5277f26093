import { launchBrowser } from '../test/browser.ts';

// The pictures of README, taken from a running demo:
//   npm run demo, then: node scripts/pictures.ts BASE SIGN_IN_LINK PRIVATE_LINK

const [base, signIn, story] = process.argv.slice(2);
if (!base || !signIn || !story) throw new Error('Say: BASE SIGN_IN_LINK PRIVATE_LINK');

const folder = new URL('../docs/pictures/', import.meta.url).pathname;
const browser = await launchBrowser();

async function customerPages(address: string, privateLink: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 720, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${address}/complain`);
  await page.screenshot({ path: `${folder}complain.png` });
  await page.goto(privateLink);
  await page.screenshot({ path: `${folder}story.png` });
  await context.close();
}

async function desk(link: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({
      viewport,
      colorScheme,
      storageState: await signedIn(link),
    });
    const page = await context.newPage();
    await page.goto(`${new URL(link).origin}/desk`);
    await page.getByRole('link', { name: 'All', exact: true }).click();
    await page.getByText('Gwen Trudgeon').first().click();
    await page.getByRole('heading', { name: 'Promises' }).first().waitFor();
    await page.screenshot({ path: `${folder}desk${colorScheme === 'dark' ? '-dark' : ''}.png` });
    await context.close();
  }
}

type State = Awaited<ReturnType<Awaited<ReturnType<typeof browser.newContext>>['storageState']>>;
let state: State | undefined;

/** A link works once; the session goes on. */
async function signedIn(link: string): Promise<State> {
  if (state) return state;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/desk/);
  state = await context.storageState();
  await context.close();
  return state;
}

await customerPages(base, story);
await desk(signIn);
await browser.close();
