import type { Clock } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { moveVoiceUp } from './commands.ts';
import { dueVoices } from './queries.ts';

/** Swept: what our own people said and nobody has answered by its date. */
export async function moveVoicesUp(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  return eachInItsUnit(ledger, await dueVoices(db, clock.now()), moveVoiceUp);
}
