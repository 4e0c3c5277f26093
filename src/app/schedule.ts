import { forgetOldAnswers } from '#http/idempotency.ts';
import type { Sweep } from '#jobs/sweeps.ts';
import type { Entry } from '#ledger/entry.ts';
import { sealIfDue } from '#ledger/sealer.ts';
import { readStoredMails } from '#mails/index.ts';
import { createSender } from '#notices/index.ts';
import { breakDuePromises } from '#promises/index.ts';
import type { Amends } from './amends.ts';
import { mailCheckpoint } from './witness.ts';

/** Everything that happens by itself, in one screen. */
export function schedule(amends: Amends): Sweep[] {
  const { db, ledger, clock, signingKey } = amends;
  return [
    {
      name: 'break due promises',
      everySeconds: 1,
      run: () => breakDuePromises(db, ledger, clock),
    },
    {
      name: 'seal the ledger',
      everySeconds: 5,
      run: async () => void (await sealIfDue(db, clock, signingKey)),
    },
    { name: 'send notices', everySeconds: 3, run: createSender(amends) },
    { name: 'read mails', everySeconds: 5, run: () => readStoredMails(amends.reading) },
    { name: 'mail the checkpoint', everySeconds: 3600, run: () => mailCheckpoint(amends) },
    {
      name: 'forget old answers',
      everySeconds: 3600,
      run: () => forgetOldAnswers(db, clock.now()),
    },
  ];
}

/** Which sweep an entry makes work for. */
export const sweepFor = ({ type }: Entry): string | undefined => sweepsFor[type];

const sweepsFor: Readonly<Record<string, string>> = {
  NoticeQueued: 'send notices',
  MailArrived: 'read mails',
};
