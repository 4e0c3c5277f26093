import type { Clock } from '#clock.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import type { Ledger } from '#ledger/ledger.ts';
import type { KeepMail } from '#mail/arrival.ts';
import type { Folder, ImapAccount } from '#mail/imap.ts';
import type { Mailbox } from './queries.ts';

/** What watching over mailboxes takes. */
export type Watching = {
  db: Database;
  ledger: Ledger;
  clock: Clock;
  config: Pick<Config, 'dataFolder'>;
  keep: KeepMail;
  log: { error(about: object, message: string): void };
};

/** How long is waited for what. */
export type Patience = {
  /** Between two looks at which mailboxes there are. */
  tickMs: number;
  /** Until a server is asked for new mail that it did not tell of. */
  pollMs: number;
  /** After a fault: the first pause, which doubles until it is the last. */
  firstPauseMs: number;
  lastPauseMs: number;
};

/** A folder of a mailbox that is being read. */
export type Fetching = {
  watching: Watching;
  mailbox: Mailbox;
  folder: Folder;
  /** The folder's name here: with its user and host. */
  place: string;
  /** After a fault each mail is fetched by itself, so that it is known which one it was. */
  oneByOne: boolean;
  /** Nothing that fails after this says anything about a mail. */
  signal: AbortSignal;
  /** Called whenever some mails are kept. */
  onProgress(): Promise<void>;
};

/** How a folder is named here: with its user and host, for another server has other numbers. */
export const placeOf = ({
  user,
  host,
  folder,
}: Pick<ImapAccount, 'user' | 'host'> & { folder: string }): string => `${user}@${host}/${folder}`;
