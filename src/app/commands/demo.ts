import { complaintsOfCustomer, linkOf } from '#complaints/index.ts';
import { type Config, readConfig } from '#config.ts';
import { customerIdOfEmail } from '#customers/index.ts';
import { openDatabase } from '#database/open.ts';
import type { Role } from '#http/caller.ts';
import { listStaff, makeSignInLink, type StaffMember } from '#staff/index.ts';
import type { Amends } from '../amends.ts';
import { demoFolder, noteTold, prepareFolder } from '../demo/folder.ts';
import { organisation } from '../demo/people.ts';
import { guideEmail, tellStory } from '../demo/story.ts';
import { serve } from '../serve.ts';
import { type Args, optionOf, say } from './arguments.ts';
import { importAndSay, sizeOf } from './import-complaints.ts';
import { untilStopped } from './until-stopped.ts';

/** `amends demo [--from FILE] [--fresh]`: everything, on a folder of its own, with a told story. */
export async function demo(args: Args): Promise<void> {
  const file = optionOf(args, 'from');
  if (file) sizeOf(file);
  const config = demoConfig();
  const { isNew } = await prepareFolder(config.dataFolder, args.values['fresh'] === true);
  if (isNew) await tell(config);
  const serving = await serve(config, { web: true, worker: true });
  await introduce(serving.amends, serving.address);
  const stopping = new AbortController();
  const importing = file ? takeInFile(serving.amends, file, stopping.signal) : undefined;
  await untilStopped(async () => {
    stopping.abort();
    await importing;
    await serving.stop();
  });
}

/** Never the real database, no mail to anybody and none taken: the story's people do not exist. */
function demoConfig(): Config {
  const { AMENDS_DATA, DATABASE_URL: _, SMTP_URL: __, MAIL_LISTEN: ___, ...rest } = process.env;
  return readConfig({ LOG_LEVEL: 'warn', ...rest, AMENDS_DATA: AMENDS_DATA || demoFolder() });
}

async function tell(config: Config): Promise<void> {
  say('Telling three weeks in the life of a small maker of kitchen machines …');
  const database = await openDatabase(config, 'server');
  try {
    await tellStory(config, database.db, new Date());
  } finally {
    await database.close();
  }
  await noteTold(config.dataFolder);
}

async function introduce(amends: Amends, address: string): Promise<void> {
  say(`\n  ${organisation.name} (made up, like everybody in it) is running: ${address}`);
  say(`  Its data: ${amends.config.dataFolder}\n`);
  say(
    '  Sign in as one of these. Each link works once, within a day; each start prints new ones.\n',
  );
  const people = (await listStaff(amends.db)).toSorted((one, other) => rankOf(one) - rankOf(other));
  for (const person of people) await introducePerson(amends, person);
  const link = await customerLink(amends);
  if (link) {
    say('\n  The private page of a customer, Gwen Trudgeon. We broke a promise to her:');
    say(`    ${link}\n`);
  }
  say(`  Complain:                 ${address}/complain`);
  say(`  Who is responsible:       ${address}/who`);
  say(`  The reference of the API: ${address}/api\n`);
  say('  The demo sends no mail: messages wait in the outbox.');
  say('  Start over with: npm run demo -- --fresh');
  say('  Stop with Ctrl-C.\n');
}

/** From the top of the line downwards. */
const ranks: readonly Role[] = [
  'executive',
  'manager',
  'handler',
  'fixer',
  'designer',
  'account_owner',
  'administrator',
];

const rankOf = ({ roles }: StaffMember): number =>
  Math.min(...roles.map((role) => ranks.indexOf(role)));

async function introducePerson({ db, clock, config }: Amends, person: StaffMember): Promise<void> {
  const token = await makeSignInLink(db, person.staffId, clock.now());
  const roles = person.roles.map((role) => role.replace('_', ' ')).join(', ');
  say(`    ${person.name}, ${person.title} (${roles})`);
  say(`      ${config.publicUrl}/sign-in/${token}`);
}

async function customerLink(amends: Amends): Promise<string | undefined> {
  const customerId = await customerIdOfEmail(amends.db, guideEmail);
  const [complaint] = customerId ? await complaintsOfCustomer(amends.db, customerId, 1) : [];
  return complaint && linkOf(amends)(complaint);
}

/** The doors stay open when the import fails: what came in before is worth looking at. */
async function takeInFile(amends: Amends, file: string, signal: AbortSignal): Promise<void> {
  try {
    await importAndSay(amends, file, signal);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}
