import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';
import type { LetterKind } from '#packs/index.ts';

type Is<T extends string, D> = { type: T; data: D };

/** A letter that the rules want, as it went out: its text for ever, and the rules that it followed. */
export type LetterFact = Fact &
  Is<
    'LetterSent',
    {
      complaintId: string;
      kind: LetterKind;
      stage: number;
      language: string;
      packs: { packId: string; version: string; digest: string }[];
      blocks: string[];
      /** The words to the customer that carry it. */
      messageId: string;
      /** Its parts as they went out. */
      content: WordsRef;
      newDateAt: string | null;
      /** The date that it put off. */
      extended: { packId: string; clockId: string } | null;
      staffId: string;
    }
  >;

export const letterStream = (customerId: string, letterId: string): Stream => ({
  customerId,
  stream: `letter:${letterId}`,
});
