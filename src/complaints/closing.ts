import type { WordsRef } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import type { Complaint, ComplaintFact } from './complaint.ts';

// Law 4: the customer closes. Without their word a complaint rests only on documents.

export function confirmFixed(complaint: Complaint): ComplaintFact[] {
  if (complaint.closed === 'confirmed') return [];
  return [{ type: 'ComplaintClosed', data: { basis: 'confirmed', reason: null } }];
}

export function denyFixed(complaint: Complaint, contactId: string): ComplaintFact[] {
  const denied: ComplaintFact = { type: 'FixDenied', data: { contactId } };
  if (!complaint.closed) return [denied];
  return [denied, { type: 'ComplaintReopened', data: { cause: 'not_fixed' } }];
}

export function withdraw(complaint: Complaint, reason: WordsRef | null): ComplaintFact[] {
  if (complaint.closed === 'withdrawn') return [];
  if (complaint.closed) throw alreadyClosed();
  return [{ type: 'ComplaintClosed', data: { basis: 'withdrawn', reason } }];
}

export function askWhetherFixed(complaint: Complaint, staffId: string): ComplaintFact[] {
  if (complaint.closed) throw alreadyClosed();
  if (complaint.answers.length === 0) {
    throw new Refusal(
      'not_answered',
      'Nobody has answered this customer yet. Answer first, then ask whether it is fixed.',
      { status: 409 },
    );
  }
  return [{ type: 'ClosureAsked', data: { staffId } }];
}

/** How often a customer must have been asked before a person may close on documents alone. */
const askedTimesMin = 2;

/** On what a person wants to close, and under whose name. */
export type DocumentedClosing = {
  staffId: string;
  reason: WordsRef;
  /** Why nothing was done, if nothing was. */
  noAction: WordsRef | null;
  owedPromises: number;
  /** A promise of ours was kept, or something was put right. */
  hasAction: boolean;
};

/**
 * Closing without the customer's word: never by silence alone. A person gives the reason, the
 * customer was answered by a person and asked twice, no promise is still open, and either something
 * was done or a person says under their name why nothing could be.
 */
export function closeDocumented(complaint: Complaint, closing: DocumentedClosing): ComplaintFact[] {
  if (complaint.closed) throw alreadyClosed();
  const lacking = lackingForClosing(complaint, closing.owedPromises);
  if (lacking) throw new Refusal('closing_not_founded', lacking, { status: 409 });
  const { staffId, reason, noAction, hasAction } = closing;
  if (!hasAction && !noAction && !complaint.noAction) throw nothingDone();
  const silence = complaint.isSilent && ({ silence: true } as const);
  const data = { basis: 'documented', reason, staffId, ...silence, ...(noAction && { noAction }) };
  return [{ type: 'ComplaintClosed', data: { ...data, basis: 'documented' } }];
}

function lackingForClosing(complaint: Complaint, owedPromises: number): string | undefined {
  if (complaint.answers.length === 0) return 'Nobody has answered this customer yet.';
  if (owedPromises > 0)
    return 'A promise to this customer is still open, or was broken and never made good.';
  if (complaint.askedTimes < askedTimesMin) {
    return 'The customer closes a complaint. Ask twice whether it is fixed before you close it on documents.';
  }
  return undefined;
}

const nothingDone = (): Refusal =>
  new Refusal(
    'no_action',
    'Nothing was done about this complaint. Do something first, or say under your name why nothing can be done.',
  );

const alreadyClosed = (): Refusal =>
  new Refusal('closed_already', 'This complaint is closed already.', { status: 409 });
