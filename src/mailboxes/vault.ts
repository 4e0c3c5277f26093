import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '#config.ts';
import { FaultError } from '#mail/faults.ts';
import { keepSecret } from '#secret-file.ts';
import { type MailboxSecrets, noSecrets } from './mailbox.ts';

/** Locks secrets up for the database, with a key that lies outside of it. */
export type Vault = {
  lock(mailboxId: string, secrets: MailboxSecrets): Buffer;
  /** Throws `FaultError` where the key is not the one they were locked with. */
  unlock(mailboxId: string, locked: Buffer): MailboxSecrets;
};

const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

export async function openVault({ dataFolder }: Pick<Config, 'dataFolder'>): Promise<Vault> {
  const path = join(dataFolder, 'keys', 'mailbox.key');
  const key = await keepSecret(path, () => randomBytes(32));
  return {
    lock(mailboxId, secrets) {
      const iv = randomBytes(ivBytes);
      // Bound to its mailbox: a row that was moved to another one cannot be unlocked.
      const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(mailboxId));
      const locked = [cipher.update(JSON.stringify(secrets)), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...locked]);
    },
    unlock(mailboxId, locked) {
      try {
        const cipher = createDecipheriv(algorithm, key, locked.subarray(0, ivBytes))
          .setAAD(Buffer.from(mailboxId))
          .setAuthTag(locked.subarray(ivBytes, ivBytes + tagBytes));
        const opened = [cipher.update(locked.subarray(ivBytes + tagBytes)), cipher.final()];
        return { ...noSecrets, ...(JSON.parse(String(Buffer.concat(opened))) as MailboxSecrets) };
      } catch (error) {
        throw new FaultError('secrets_unreadable', error);
      }
    },
  };
}
