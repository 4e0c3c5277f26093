import { type AnswerToSend, lastContactAt, type Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { hasPromisedAction } from '#promises/index.ts';
import { hasRemedy } from '#remedies/index.ts';
import type { AnswerWish } from './schemas.ts';

/** An answer with what stands behind its words, so that it is seen whether it may go out. */
export async function answerToSend(
  db: Database | Tx,
  of: Of,
  { text, isFinal, noAction, promises = [] }: Pick<AnswerWish, Weighed>,
): Promise<AnswerToSend> {
  const hasPromise = await hasPromisedAction(db, of, await lastContactAt(db, of));
  const hasAction = hasPromise || (await hasRemedy(db, of));
  return { text, isFinal, noAction, promises: promises.length, hasAction };
}

type Weighed = 'text' | 'isFinal' | 'noAction' | 'promises';
