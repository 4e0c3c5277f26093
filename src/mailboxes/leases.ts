import { later, secondMs } from '#clock.ts';
import { newId } from '#id.ts';
import type { Watching } from './watching.ts';

/** So long after its worker was killed another takes a mailbox over. */
const leaseMs = 60 * secondMs;

/** Renewed well before it runs out, but not at every look. */
const renewMs = leaseMs / 4;

export type Leases = {
  /** Takes or renews the lease of a mailbox; false while another worker holds it. */
  hold(mailboxId: string): Promise<boolean>;
  giveBack(mailboxId: string): Promise<void>;
};

/**
 * Which of several workers fetches. It only saves work: that no mail is kept twice depends on the
 * places that are on record, not on this.
 */
export function holdLeases({ db, clock }: Pick<Watching, 'db' | 'clock'>): Leases {
  const workerId = newId();
  const renewed = new Map<string, number>();
  return {
    async hold(mailboxId) {
      const now = clock.now();
      const isFresh = now.getTime() - (renewed.get(mailboxId) ?? 0) < renewMs;
      if (isFresh) return true;
      const lease = { leased_by: workerId, leased_until: later(now, leaseMs) };
      const taken = await db
        .insertInto('mailbox_health')
        .values({ mailbox_id: mailboxId, ...lease })
        .onConflict((conflict) =>
          conflict
            .column('mailbox_id')
            .doUpdateSet(lease)
            .where((eb) =>
              eb.or([
                eb('mailbox_health.leased_by', 'is', null),
                eb('mailbox_health.leased_by', '=', workerId),
                eb('mailbox_health.leased_until', '<', now),
              ]),
            ),
        )
        .returning('mailbox_id')
        .executeTakeFirst();
      if (taken) renewed.set(mailboxId, now.getTime());
      else renewed.delete(mailboxId);
      return taken !== undefined;
    },
    async giveBack(mailboxId) {
      renewed.delete(mailboxId);
      await db
        .updateTable('mailbox_health')
        .set({ leased_by: null, leased_until: null })
        .where('mailbox_id', '=', mailboxId)
        .where('leased_by', '=', workerId)
        .execute();
    },
  };
}
