// Mailboxes: our addresses, how mail comes to them and goes out from them, and whether that works.
// Owns mailboxes, mailbox_secrets, mailbox_cursors, mailbox_gaps, mailbox_health and mailbox_days,
// and the streams mailbox:<id>. What a mail becomes is the matter of mails/, which owns its places.
export { openMailbox } from './commands.ts';
export type { MailboxSettings } from './mailbox.ts';
export { mailboxFactTypes, projectMailbox } from './projection.ts';
export {
  type Mailbox,
  mailboxById,
  mailboxOfAddress,
  mailboxSecrets,
  openMailboxes,
} from './queries.ts';
export { mailboxRoutes } from './routes.ts';
export { openVault } from './vault.ts';
export { watchMailboxes } from './watch.ts';
