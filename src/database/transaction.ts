import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#refusal.ts';
import type { Database, Tx } from './connection.ts';

/**
 * Runs `work` in one transaction, again from the start when the database could not finish it and
 * surely recorded nothing. So `work` must have no effect outside the transaction.
 */
export async function transaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(db, work);
    } catch (error) {
      if (!mayPassNextTime(error)) throw error;
      if (tries === triesMax) throw tryAgain(error);
      await sleep(pauseBefore(tries, error));
    }
  }
}

/** Thrown by `work` that met another transaction: the next try sees what that one committed. */
export class BeginAgain extends Error {
  readonly code = '40001';
}

const triesMax = 8;

async function attempt<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await db.startTransaction().setIsolationLevel('read committed').execute();
  try {
    const result = await work(tx);
    await tx
      .commit()
      .execute()
      .catch((error: unknown) => {
        throw isOutcomeUnknown(error) ? outcomeUnknown(error) : error;
      });
    return result;
  } catch (error) {
    // After a failed commit or a lost connection there is nothing left to roll back, but this is
    // also what gives the connection back to the pool.
    if (!tx.isRolledBack) await tx.rollback().execute().catch(ignore);
    throw error;
  }
}

const ignore = (): void => undefined;

/** The five-character code by which PostgreSQL names the cause of an error. */
export function sqlState(error: unknown): string | undefined {
  const code = codeOf(error);
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

function codeOf(error: unknown): string | undefined {
  const isCoded = error instanceof Error && 'code' in error && typeof error.code === 'string';
  return isCoded ? String(error.code) : undefined;
}

/** Serialisation failure and deadlock: the server itself rolled back. */
const isConflict = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '');

const mayPassNextTime = (error: unknown): boolean => isConflict(error) || isConnectionLoss(error);

const lostStates = /^(08...|57P0[123])$/;
const lostSocketCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** `pg` gives these errors no code. */
const lostMessages =
  /^(Connection terminated|Client (was closed|has encountered)|timeout exceeded when trying)/;

/** The database is away, starting, or has no connection left; nothing is wrong with the request. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === undefined) return lostMessages.test(error.message);
  if (lostStates.test(code) || lostSocketCodes.has(code)) return true;
  // ENOENT also means a missing file, and XX000 any internal fault.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return code === 'XX000' && error.message.includes('server closed the connection');
}

/** The connection was lost with COMMIT under way; not if it was lost before COMMIT could be sent. */
const isOutcomeUnknown = (error: unknown): boolean =>
  isConnectionLoss(error) && !(error as Error).message.startsWith('Client has encountered');

const outcomeUnknown = (cause: unknown): Refusal =>
  refuse(
    'outcome_unknown',
    'We could not make sure that this was recorded. Please send it again: nothing will be recorded twice.',
    cause,
  );

const tryAgain = (cause: unknown): Refusal =>
  refuse('try_again', 'This could not be recorded just now. Please try again in a moment.', cause);

/** Keeps the cause for the log; the person only reads the sentence. */
const refuse = (code: string, sentence: string, cause: unknown): Refusal =>
  Object.assign(new Refusal(code, sentence, { status: 503 }), { cause });

/** Conflicts pass within milliseconds; a server that starts again takes a second or so. */
function pauseBefore(tries: number, error: unknown): number {
  const base = isConflict(error) ? 4 : 50;
  return Math.min(base * 2 ** tries, 1_000) * (0.5 + Math.random() / 2);
}
