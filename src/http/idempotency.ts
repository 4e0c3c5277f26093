import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { dayMs, later } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';

export type RepeatableRequest = {
  /** Who asks; keys of different callers never meet. */
  caller: string;
  key: string;
  /** Method, address and body: a key belongs to one request only. */
  content: unknown;
};

/** How long an answer is given again. */
const answersKeptMs = 7 * dayMs;

/**
 * Runs `work` once per key. The answer is stored in the same transaction as what was done, so a
 * repeat after a crash, a lost answer or a double click gets the same answer and does nothing.
 */
export async function onlyOnce<T extends object>(
  unit: Unit,
  request: RepeatableRequest,
  work: () => Promise<T>,
): Promise<T> {
  const { caller, key } = request;
  const digest = createHash('sha256')
    .update(canonicalize(request.content) ?? '')
    .digest();
  // A second request with the key waits here until the first has committed or given up.
  const claimed = await unit.tx
    .insertInto('idempotency_keys')
    .values({
      caller,
      key,
      request_digest: digest,
      created_at: unit.now,
      status: null,
      answer: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!claimed) return earlierAnswer<T>(unit, request, digest);
  const answer = await work();
  await unit.tx
    .updateTable('idempotency_keys')
    .set({ answer: JSON.stringify(answer) })
    .where('caller', '=', caller)
    .where('key', '=', key)
    .execute();
  return answer;
}

async function earlierAnswer<T>(
  unit: Unit,
  { caller, key }: RepeatableRequest,
  digest: Buffer,
): Promise<T> {
  const row = await unit.tx
    .selectFrom('idempotency_keys')
    .select(['request_digest', 'answer'])
    .where('caller', '=', caller)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (row.request_digest.equals(digest)) return row.answer as T;
  throw new Refusal(
    'idempotency_key_reused',
    'This Idempotency-Key was used for a different request. Use a new key for each request.',
    { status: 409 },
  );
}

/** Called hourly: forgets answers nobody will ask for again. */
export async function forgetOldAnswers(db: Database, now: Date): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('created_at', '<', later(now, -answersKeptMs))
    .execute();
}
