import { forgetOldAnswers } from '#http/idempotency.ts';
import type { Sweep } from '#jobs/sweeps.ts';
import type { Entry } from '#ledger/entry.ts';
import { sealIfDue } from '#ledger/sealer.ts';
import { createPost } from '#mail/out.ts';
import { sendDueNotices } from '#notices/index.ts';
import { breakDuePromises } from '#promises/index.ts';
import type { Amends } from './amends.ts';
import { mailCheckpoint } from './witness.ts';

/** Everything that happens by itself, in one screen. */
export function schedule(amends: Amends): Sweep[] {
  const { db, ledger, clock, config, signingKey } = amends;
  const post = createPost(config);
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
    ...(post
      ? [
          {
            name: 'send notices',
            everySeconds: 3,
            run: () => sendDueNotices({ db, ledger, clock, config, post }),
          },
        ]
      : []),
    { name: 'mail the checkpoint', everySeconds: 3600, run: () => mailCheckpoint(amends) },
    {
      name: 'forget old answers',
      everySeconds: 3600,
      run: () => forgetOldAnswers(db, clock.now()),
    },
  ];
}

/** Which sweep an entry makes work for. */
export const sweepFor = (entry: Entry): string | undefined =>
  entry.type === 'NoticeQueued' ? 'send notices' : undefined;
