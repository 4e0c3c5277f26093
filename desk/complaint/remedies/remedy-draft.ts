import { t } from '@lingui/core/macro';
import type { Complaint } from '../../api/types.ts';
import { minorUnits } from '../../remedies/money.ts';
import type { RemedyKind } from '../../remedies/remedy-types.ts';
import { presets } from '../../remedies/words.ts';
import { fromLocalField } from '../../time.ts';
import { isTimed, type Start } from './start.ts';

export type RemedyDraft = {
  kind: RemedyKind;
  amount: string;
  what: string;
  who: string;
  by: string;
  from: string;
  until: string;
  zone: string;
  fits: 'accepted' | 'changed';
  why: string;
  isAgreed: boolean;
};

/** A first sentence to begin with; the customer reads what stands in the end. */
const beginnings: Readonly<Partial<Record<RemedyKind, string>>> = {
  refund: t`You get your money back.`,
  replacement: t`You get a new one.`,
  visit: t`Somebody comes to you and looks at it.`,
  call_back: t`We call you.`,
};

export const beginningOf = (kind: RemedyKind): string => beginnings[kind] ?? '';

export const emptyDraft = (
  { kind, isAgreed, wish }: Start,
  { meId, zone }: { meId: string; zone: string },
): RemedyDraft => ({
  kind,
  amount: '',
  what: wish ?? beginningOf(kind),
  who: meId,
  by: '',
  from: '',
  until: '',
  zone,
  fits: 'accepted',
  why: '',
  isAgreed,
});

export const isPreset = (kind: RemedyKind): boolean => presets.some((preset) => preset === kind);

type About = { complaint: Complaint; start: Start; currency: string; asksForWish: boolean };

/** What is sent for what was filled in. */
export function wishOf(draft: RemedyDraft, about: About): { path: string; body: object } {
  const { complaint, start } = about;
  const { proposal, isInstead, wish } = start;
  if (proposal) {
    const { why } = draft;
    const instead = { ...termsOf(draft, about), why };
    const body = { ...seeingOf(draft), ...(isInstead && { instead }) };
    return { path: `/remedies/${proposal.id}/offer`, body };
  }
  const body = {
    ...termsOf(draft, about),
    ...seeingOf(draft),
    ...(about.asksForWish && fitsOf(draft)),
    ...(wish ? { asProposed: true } : noQuestionsOf(draft)),
  };
  return { path: `/complaints/${complaint.id}/remedies`, body };
}

const noQuestionsOf = ({ isAgreed, kind }: RemedyDraft): object =>
  isAgreed && isPreset(kind) ? { noQuestions: true } : {};

const fitsOf = ({ fits, why }: RemedyDraft): object => ({
  wish: fits,
  ...(fits === 'changed' && { why }),
});

/** What is no amount goes to the server as it is, and comes back with a sentence about it. */
function termsOf({ kind, amount, what }: RemedyDraft, { currency }: About): object {
  if (amount.trim() === '') return { kind, what };
  return { kind, what, amount: minorUnits(amount, currency) ?? amount };
}

function seeingOf({ kind, who, by, from, until, zone }: RemedyDraft): object {
  const seen = { ownerId: who };
  if (!isTimed(kind)) {
    const dueAt = fromLocalField(by);
    return { ...seen, ...(dueAt && { dueAt }) };
  }
  const begins = fromLocalField(from);
  const ends = fromLocalField(until);
  return { ...seen, zone, ...(begins && { from: begins }), ...(ends && { until: ends }) };
}
