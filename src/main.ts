import { parseArgs } from 'node:util';
import type { Args } from '#app/commands/arguments.ts';
import { exitCodes, Refusal, Stop } from '#refusal.ts';

const usage = `amends start                         run everything: web, worker, database
amends web | worker                  run one half of it
amends demo [--from FILE] [--fresh]  run it with a small organisation and its story
amends setup --file FILE             the first run without a browser
amends sign-in-link EMAIL            a one-time sign-in link for somebody
amends token NAME [--as EMAIL]       an access token for a program, or for a person's program
amends verify [--witness FILE]       check every chain, checkpoint, digest and table
amends check-receipt FILE            check a receipt without any database
amends export DIR | import DIR       move everything to another database
amends ombudsman-file REFERENCE DIR  one complaint with everything, for an outside body
amends import-complaints FILE        take complaints in from a JSONL or CSV file
amends clocks-replay FILE            answer questions about working time, as JSON lines
amends mail-replay FOLDER            what would become of these raw mails, as JSON lines
amends flaws-replay FILE             which suspected flaws these complaints would raise, as JSON lines`;

type Command = (args: Args) => Promise<void>;

/** Each command loads only what it needs. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('#app/commands/start.ts')).start,
  web: async () => (await import('#app/commands/start.ts')).web,
  worker: async () => (await import('#app/commands/start.ts')).worker,
  demo: async () => (await import('#app/commands/demo.ts')).demo,
  setup: async () => (await import('#app/commands/people.ts')).setup,
  'sign-in-link': async () => (await import('#app/commands/people.ts')).signInLink,
  token: async () => (await import('#app/commands/people.ts')).token,
  verify: async () => (await import('#app/commands/ledger.ts')).verifyLedger,
  'check-receipt': async () => (await import('#app/commands/ledger.ts')).checkReceiptFile,
  export: async () => (await import('#app/commands/move.ts')).exportAll,
  import: async () => (await import('#app/commands/move.ts')).importAll,
  'import-complaints': async () =>
    (await import('#app/commands/import-complaints.ts')).importComplaints,
  'clocks-replay': async () => (await import('#app/commands/clocks-replay.ts')).clocksReplay,
  'ombudsman-file': async () => (await import('#app/commands/ombudsman-file.ts')).ombudsmanFile,
  'mail-replay': async () => (await import('#app/commands/mail-replay.ts')).mailReplay,
  'flaws-replay': async () => (await import('#app/commands/flaws-replay.ts')).flawsReplay,
};

async function main(): Promise<void> {
  const { positionals, values } = readArguments();
  const [name = 'help', ...rest] = positionals;
  const load = commands[name];
  if (values['help'] || !load) {
    console.log(usage);
    if (name !== 'help' && !values['help']) process.exitCode = exitCodes.configuration;
    return;
  }
  const command = await load();
  await command({ positionals: rest, values });
}

function readArguments(): Args {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        file: { type: 'string' },
        from: { type: 'string' },
        as: { type: 'string' },
        witness: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Stop(`${(error as Error).message}\n\n${usage}`, exitCodes.configuration);
  }
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof Stop || error instanceof Refusal;
  console.error(isExpected ? error.message : error);
  process.exitCode = error instanceof Stop ? error.exitCode : exitCodes.fault;
}
