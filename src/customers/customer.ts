import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';

/** How a customer can be reached and addressed; kept as one JSON text in the words table. */
export type CustomerDetails = { name?: string; email?: string; phone?: string };

export type CustomerCame = {
  type: 'CustomerCame';
  data: { details: WordsRef | null; language: string | null };
};
/** A known customer gave a detail we did not have. What we had is never overwritten by a form. */
export type CustomerDetailsGiven = { type: 'CustomerDetailsGiven'; data: { details: WordsRef } };

export type CustomerFact = (CustomerCame | CustomerDetailsGiven) & Fact;

export const customerStream = (customerId: string): Stream => ({
  customerId,
  stream: `customer:${customerId}`,
});

/** One address of mail has many spellings; this is the one we compare by. */
export const normalEmail = (email: string): string => email.trim().toLowerCase();
