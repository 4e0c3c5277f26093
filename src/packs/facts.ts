import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';

type Is<T extends string, D> = { type: T; data: D };

/** Which rules are meant, for ever: the same name, version and digest are the same rules. */
export type PackName = { packId: string; version: string; digest: string };

/** To which complaints a pack applies: all, those of certain areas, or those that somebody names. */
export const reaches = ['every', 'areas', 'hand'] as const;
export type Reach = (typeof reaches)[number];

/** A pack as the ledger vouches for it. */
export type KeptFact = PackName & {
  /** The whole pack as JSON, for ever. */
  content: WordsRef;
  effectiveFrom: string | null;
  effectiveTo: string | null;
};

export type PackFact = Fact &
  (
    | Is<
        'PackSwitchedOn',
        KeptFact & {
          isCharter: boolean;
          appliesTo: Reach;
          areaIds: string[];
          reason: WordsRef;
          by: string;
        }
      >
    | Is<'PackSwitchedOff', { packId: string; version: string; reason: WordsRef; by: string }>
    /** The organisation's own promises to customers, as a pack. */
    | Is<'CharterWritten', KeptFact & { reason: WordsRef; by: string }>
    /** Where a customer can turn outside, as the organisation states it. */
    | Is<'OutsideBodyStated', { bodyId: string; content: WordsRef; by: string }>
    /** Under which packs a complaint falls; `by` null: those in force at its receipt. */
    | Is<
        'PacksApplied',
        { complaintId: string; packs: (PackName & { variant: string | null })[]; by: string | null }
      >
    /** The customer wants it looked at by the next stage. */
    | Is<'StageBegun', { complaintId: string; stage: number; staffId: string; requestedAt: string }>
    /** What the packs want on record. */
    | Is<
        'RecordFilled',
        { complaintId: string; fields: { field: string; words: WordsRef }[]; by: string }
      >
  );

export const packStream = (packId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `pack:${packId}`,
});

export const bodyStream = (bodyId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `body:${bodyId}`,
});

/** What the packs make of one complaint. */
export const rulesStream = (customerId: string, complaintId: string): Stream => ({
  customerId,
  stream: `rules:${complaintId}`,
});
