import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '#clock.ts';
import { keepOwners, linkOf, type Owners } from '#complaints/index.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import type { Context } from '#http/context.ts';
import { folderStore } from '#ledger/file-store.ts';
import { createLedger } from '#ledger/ledger.ts';
import { loadSigningKey } from '#ledger/signing-key.ts';
import { keepSecret } from '#secret-file.ts';
import { createRegistry } from './events.ts';

/** The whole program around one database, without any door opened yet. */
export type Amends = Context & { owners: Owners };

export async function createAmends(
  config: Config,
  db: Database,
  clock: Clock = systemClock,
): Promise<Amends> {
  const linkKey = await keepSecret(join(config.dataFolder, 'keys', 'link.key'), () =>
    randomBytes(32),
  );
  const signingKey = await loadSigningKey(config.dataFolder);
  const ledger = createLedger(db, clock, createRegistry(linkOf({ config, linkKey })));
  const files = folderStore(join(config.dataFolder, 'files'));
  const owners = keepOwners(ledger, clock);
  return { config, clock, db, ledger, files, linkKey, signingKey, owners };
}
