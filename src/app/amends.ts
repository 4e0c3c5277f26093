import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, systemClock } from '#clock.ts';
import { keepOwners, type Owners } from '#complaints/index.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import type { Context } from '#http/context.ts';
import { folderStore } from '#ledger/file-store.ts';
import { createLedger } from '#ledger/ledger.ts';
import { loadSigningKey } from '#ledger/signing-key.ts';
import { acknowledgementBlocks } from '#letters/index.ts';
import type { Resolver } from '#mail/dns.ts';
import { createReader } from '#mail/read/reader.ts';
import { checkTrust } from '#mail/trust.ts';
import { correspondence, type Reading } from '#mails/index.ts';
import { type NoticeMeans, noticeMeans } from '#notices/index.ts';
import { readShipped, type Shipped } from '#packs/index.ts';
import { keepSecret } from '#secret-file.ts';
import { createRegistry } from './events.ts';

/** The whole program around one database, without any door opened yet. */
export type Amends = Context & {
  owners: Owners;
  reading: Reading;
  means: NoticeMeans;
  shipped: Shipped;
};

export type AmendsOptions = {
  clock?: Clock;
  /** Where senders' published keys and rules are looked up; the system's DNS by default. */
  resolver?: Resolver;
};

export async function createAmends(
  config: Config,
  db: Database,
  { clock = systemClock, resolver }: AmendsOptions = {},
): Promise<Amends> {
  const shipped = readShipped();
  const linkKey = await keepSecret(join(config.dataFolder, 'keys', 'link.key'), () =>
    randomBytes(32),
  );
  const signingKey = await loadSigningKey(config.dataFolder);
  const means = noticeMeans({ config, linkKey }, correspondence, acknowledgementBlocks(shipped));
  const ledger = createLedger(db, clock, createRegistry(means));
  const files = folderStore(join(config.dataFolder, 'files'));
  const owners = keepOwners(ledger, clock);
  const context = { config, clock, db, ledger, files, linkKey, signingKey };
  const reading: Reading = {
    intake: { context, owners },
    reader: createReader(),
    checkTrust: (raw, envelope) =>
      checkTrust(raw, {
        envelope,
        mta: new URL(config.publicUrl).hostname,
        ...(resolver && { resolver }),
      }),
  };
  return { ...context, owners, reading, means, shipped };
}
