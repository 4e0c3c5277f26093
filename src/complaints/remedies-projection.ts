import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { RemedyFact } from '#remedies/index.ts';
import { changeComplaint } from './loads.ts';

/** What the customer says about a remedy, or that we may not give it, makes it our turn. */
export const turningFactTypes = [
  'RemedyProposed',
  'RemedyRefused',
  'RemedyAccepted',
  'RemedyDeclined',
  'RemedyDisputed',
] as const satisfies readonly RemedyFact['type'][];

export async function projectTurn(tx: Tx, entry: Entry): Promise<void> {
  const { complaintId } = (entry as Entry<RemedyFact>).data;
  const state = sql`case when closed_at is null then 'to_do' else state end`;
  await changeComplaint(tx, { customerId: entry.customerId, complaintId }, { state });
}
