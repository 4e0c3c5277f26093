import { type Config, readConfig } from '#config.ts';
import { type OpenDatabase, openDatabase } from '#database/open.ts';
import { type Amends, createAmends } from '../amends.ts';

/** Opens the database for one command, beside a running server or alone, and closes it after. */
export async function withAmends<T>(
  work: (amends: Amends, database: OpenDatabase) => Promise<T>,
  config: Config = readConfig(process.env),
): Promise<T> {
  const database = await openDatabase(config, 'command');
  try {
    return await work(await createAmends(config, database.db), database);
  } finally {
    await database.close();
  }
}
