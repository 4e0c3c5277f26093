import type { Remedy, RemedyKind } from '../../remedies/remedy-types.ts';

/** With what somebody begins to put it right. */
export type Start = {
  kind: RemedyKind;
  /** Given at once, without asking the customer. */
  isAgreed: boolean;
  /** The customer's words that it follows. */
  wish?: string;
  /** What was proposed, to be given as it stands or answered with something else. */
  proposal?: Remedy;
  isInstead?: boolean;
};

export const isTimed = (kind: RemedyKind): boolean => kind === 'visit' || kind === 'call_back';

export const needsAmount = (kind: RemedyKind): boolean => kind === 'refund' || kind === 'goodwill';
