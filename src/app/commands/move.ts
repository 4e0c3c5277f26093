import { readConfig } from '#config.ts';
import { openDatabase } from '#database/open.ts';
import { createAmends } from '../amends.ts';
import { verifyAmends } from '../check.ts';
import { exportTo } from '../export.ts';
import { importFrom } from '../import-database.ts';
import { type Args, firstOf, say } from './arguments.ts';
import { report } from './ledger.ts';

/** `amends export DIR`: everything, to go on elsewhere. A running server may go on meanwhile. */
export async function exportAll(args: Args): Promise<void> {
  const dir = firstOf(args, 'Where to? amends export DIR');
  const config = readConfig(process.env);
  await using database = await open('command');
  await exportTo(database, config.dataFolder, dir, say);
  say(
    `Everything is in ${dir}. It holds keys and personal data: keep it as you keep the database.`,
  );
}

/** `amends import DIR`: fills an empty database, then checks all of it. */
export async function importAll(args: Args): Promise<void> {
  const dir = firstOf(args, 'From where? amends import DIR');
  const config = readConfig(process.env);
  // Nobody else may use the folder, because its keys are replaced.
  await using database = await open('server');
  await importFrom(database, config.dataFolder, dir, say);
  const amends = await createAmends(config, database.db);
  report(await verifyAmends(amends));
}

async function open(use: 'server' | 'command') {
  const database = await openDatabase(readConfig(process.env), use);
  return { ...database, [Symbol.asyncDispose]: () => database.close() };
}
