import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';

/** How a customer can be reached and addressed; kept as one JSON text in the words table. */
export type CustomerDetails = {
  name?: string;
  email?: string;
  phone?: string;
  postalAddress?: string;
  /** What to know when we get in touch, such as "large print"; empty where it holds no more. */
  needs?: string;
  /** The day since when they are a customer. */
  since?: string;
};

export type CustomerCame = {
  type: 'CustomerCame';
  data: { details: WordsRef | null; language: string | null };
};
/**
 * A known customer gave a detail we did not have. What we had is never overwritten by a form; only
 * what they need they say anew, on the private page of a complaint of theirs.
 */
export type CustomerDetailsGiven = {
  type: 'CustomerDetailsGiven';
  data: { details: WordsRef; complaintId?: string };
};

/** A person of ours put right what we had wrong. */
export type CustomerCorrected = {
  type: 'CustomerCorrected';
  data: { details: WordsRef; staffId: string };
};
/** Mail to the address came back for good; `code` is the enhanced status (RFC 3463). */
export type CustomerAddressFailed = { type: 'CustomerAddressFailed'; data: { code: string } };
/** Two customers are one person. Each keeps what is theirs, so that this can be taken back. */
export type CustomersMerged = {
  type: 'CustomersMerged';
  data: { personId: string; staffId: string };
};
/** Who of ours looks after this customer, beyond any complaint; `by` said so. */
export type AccountOwnerNamed = {
  type: 'AccountOwnerNamed';
  data: { accountOwnerId: string | null; by: string };
};
export type CustomersUnmerged = { type: 'CustomersUnmerged'; data: { staffId: string } };

export type CustomerFact = Fact &
  (
    | CustomerCame
    | CustomerDetailsGiven
    | CustomerCorrected
    | CustomerAddressFailed
    | CustomersMerged
    | CustomersUnmerged
    | AccountOwnerNamed
  );

export const customerStream = (customerId: string): Stream => ({
  customerId,
  stream: `customer:${customerId}`,
});

/** One address of mail has many spellings; this is the one we compare by. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
