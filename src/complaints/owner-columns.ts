import { sql } from 'kysely';
import type { ComplaintFact } from './complaint.ts';

// What facts about whose it is change in a complaint's row.

type DataOf<T extends ComplaintFact['type']> = Extract<ComplaintFact, { type: T }>['data'];

const noOffer = { offered_to: null, offered_by: null, offer_reason_id: null };

export const offered = (data: DataOf<'HandOverOffered'>) => ({
  offered_to: data.to,
  offered_by: data.from,
  offer_reason_id: data.reason.words,
  paired_with: data.pairedWith ?? null,
});

export const declined = { ...noOffer, paired_with: null };

/** Who was to stand beside the taker does so from now on. */
export const taken = ({ ownerId }: DataOf<'OwnerChanged'>) => ({
  ...noOffer,
  owner_id: ownerId,
  paired_with: sql`case when offered_to = ${ownerId}::uuid then paired_with end`,
});
