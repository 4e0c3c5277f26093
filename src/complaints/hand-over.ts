import type { WordsRef } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import type { Complaint, ComplaintFact } from './complaint.ts';

export function offerHandOver(
  complaint: Complaint,
  offer: { to: string; from: string; reason: WordsRef; pairedWith?: string },
): ComplaintFact[] {
  if (offer.to === complaint.ownerId) {
    throw new Refusal('has_it_already', 'This person has the complaint already.', { status: 409 });
  }
  if (complaint.offeredTo) {
    throw new Refusal('offered_already', 'It is offered to someone already; wait for the answer.', {
      status: 409,
    });
  }
  return [{ type: 'HandOverOffered', data: offer }];
}

/** Only the person it was offered to can take it: that is what makes a hand-over honest. */
export function acceptHandOver(complaint: Complaint, by: string): ComplaintFact[] {
  if (complaint.offeredTo !== by) throw notOffered();
  return [{ type: 'OwnerChanged', data: { ownerId: by, previousOwnerId: complaint.ownerId } }];
}

export function declineHandOver(
  complaint: Complaint,
  by: string,
  reason: WordsRef,
): ComplaintFact[] {
  if (complaint.offeredTo !== by) throw notOffered();
  return [{ type: 'HandOverDeclined', data: { by, reason } }];
}

/** Someone takes it from the present owner by own wish: a senior who was asked, or a helping hand. */
export function takeOver(complaint: Complaint, by: string): ComplaintFact[] {
  if (complaint.ownerId === by) return [];
  return [{ type: 'OwnerChanged', data: { ownerId: by, previousOwnerId: complaint.ownerId } }];
}

const notOffered = (): Refusal =>
  new Refusal('not_offered', 'This complaint is not offered to you.', { status: 409 });
