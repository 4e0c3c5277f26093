import { dayMs } from '#clock.ts';
import { ORGANISATION_ID } from '#id.ts';
import { programActor } from '#ledger/ledger.ts';
import { latestCheckpoint } from '#ledger/sealer.ts';
import { queueNotice } from '#notices/index.ts';
import { organisationOf } from '#staff/index.ts';
import type { Amends } from './amends.ts';

/**
 * Once a day: mails the newest checkpoint to whom the organisation names. Whoever keeps such a mail
 * can show later that nothing recorded before it was changed or taken out.
 */
export async function mailCheckpoint(amends: Amends): Promise<void> {
  const { db, clock, ledger } = amends;
  const organisation = await organisationOf(db);
  const checkpoint = await latestCheckpoint(db);
  if (!organisation || !checkpoint || organisation.witnesses.length === 0) return;
  if (await mailedToday(amends)) return;
  const day = clock.now().toISOString().slice(0, 10);
  const subject = `Checkpoint of the complaints ledger of ${organisation.name}, ${day}`;
  const text = [
    'Please keep this message. It lets you show later that nothing recorded before it was changed:',
    checkpoint.note,
    'Check it with: amends verify --witness FILE',
  ].join('\n\n');
  await ledger.write(programActor, async (unit) => {
    for (const to of organisation.witnesses) {
      const letter = { to, subject, text };
      await queueNotice(unit, {
        customerId: ORGANISATION_ID,
        complaintId: null,
        kind: 'checkpoint',
        letter,
      });
    }
  });
}

async function mailedToday({ db, clock }: Amends): Promise<boolean> {
  const row = await db
    .selectFrom('notices')
    .select('notice_id')
    .where('customer_id', '=', ORGANISATION_ID)
    .where('kind', '=', 'checkpoint')
    .where('queued_at', '>', new Date(clock.now().getTime() - dayMs + 60_000))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
