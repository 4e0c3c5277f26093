import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

type Is<T extends string, D> = { type: T; data: D };

/** `customers`: how many different ones brought it up; null where a person of ours asked for it. */
type Wanted = {
  what: WordsRef;
  complaintIds: string[];
  customers: number | null;
  by: string | null;
};

export type WantedFact = Fact &
  (Is<'ArticleWanted', Wanted> | Is<'ArticleNotNeeded', { reason: WordsRef; by: string }>);

export const wantedStream = (wantedId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `wanted:${wantedId}`,
});

export type WantedArticle = { isSettled: boolean };

export function wantedFrom(entries: readonly Entry[]): WantedArticle | undefined {
  if (entries.length === 0) return undefined;
  return { isSettled: entries.some(({ type }) => type === 'ArticleNotNeeded') };
}

export function decline(wanted: WantedArticle, reason: WordsRef, by: string): WantedFact[] {
  if (wanted.isSettled) {
    throw new Refusal('settled_already', 'Somebody has said already that it is not needed.', {
      status: 409,
    });
  }
  return [{ type: 'ArticleNotNeeded', data: { reason, by } }];
}
