import { type Verdict, type VerifyOptions, verify } from '#ledger/verify.ts';
import type { Amends } from './amends.ts';
import { projectedTables, registry, streamOrder } from './events.ts';

type Choice = Pick<VerifyOptions, 'witness' | 'progress'>;

/** Everything the ledger promises, checked with what this installation holds. */
export const verifyAmends = (
  { db, files, signingKey }: Amends,
  choice: Partial<Choice> = {},
): Promise<Verdict> =>
  verify(db, {
    registry,
    streamOrder,
    projectedTables,
    key: signingKey,
    readFile: (sha256) => files.read(sha256),
    ...choice,
  });
