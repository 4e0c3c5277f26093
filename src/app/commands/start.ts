import { readConfig } from '#config.ts';
import { type Halves, serve, setUpLink } from '../serve.ts';
import { say } from './arguments.ts';
import { untilStopped } from './until-stopped.ts';

export const start = (): Promise<void> => runHalves({ web: true, worker: true });
export const web = (): Promise<void> => runHalves({ web: true, worker: false });
export const worker = (): Promise<void> => runHalves({ web: false, worker: true });

async function runHalves(halves: Halves): Promise<void> {
  const config = readConfig(process.env);
  const serving = await serve(config, halves);
  const link = await setUpLink(serving.amends);
  say('');
  if (halves.web) say(`  Amends is running: ${serving.address}`);
  else say('  The worker of Amends is running.');
  if (link) say(`  Set it up here (once, within a day): ${link}`);
  else if (halves.web) say(`  The desk: ${serving.address}/desk`);
  if (!config.smtpUrl) say('  No mail server is set (SMTP_URL): messages wait in the outbox.');
  say('  Stop with Ctrl-C.\n');
  await untilStopped(serving.stop);
}
