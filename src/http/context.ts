import type { Clock } from '#clock.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import type { SigningKey } from '#ledger/checkpoint.ts';
import type { FileStore } from '#ledger/file-store.ts';
import type { Ledger } from '#ledger/ledger.ts';

/** What every door of the program has at hand. Made once in `app/`, passed down, never imported. */
export type Context = {
  readonly config: Config;
  readonly clock: Clock;
  readonly db: Database;
  readonly ledger: Ledger;
  readonly files: FileStore;
  /** The key behind private links and claim codes. */
  readonly linkKey: Buffer;
  /** The key that signs the ledger's checkpoints. */
  readonly signingKey: SigningKey;
};
