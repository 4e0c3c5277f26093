import type { Named, Role } from '../api/types.ts';

export type RemedyKind =
  | 'apology'
  | 'refund'
  | 'replacement'
  | 'visit'
  | 'call_back'
  | 'correction'
  | 'goodwill';

export type RemedyState =
  | 'proposed'
  | 'asked'
  | 'refused'
  | 'offered'
  | 'accepted'
  | 'declined'
  | 'delivered'
  | 'confirmed'
  | 'disputed'
  | 'withdrawn';

export type Remedy = {
  id: string;
  kind: RemedyKind;
  /** In minor units of the currency, such as cents. */
  amount: number | null;
  currency: string | null;
  what: string | null;
  owner: Named | null;
  from: string | null;
  until: string | null;
  zone: string | null;
  dueAt: string | null;
  state: RemedyState;
  proposedBy: 'customer' | 'staff' | null;
  wish: 'accepted' | 'changed' | null;
  why: string | null;
  reason: string | null;
  promiseId: string | null;
  askedBy: Named | null;
  approver: Named | null;
  movesUpAt: string | null;
  refusedBy: string | null;
  result: string | null;
};

export type Approval = {
  remedy: Remedy;
  complaint: { id: string; reference: string; text: string | null; wish: string | null };
  movesUpTo: string | null;
};

export type LimitedKind = 'refund' | 'goodwill' | 'replacement' | 'visit';

export type Limit = {
  role: Role;
  kind: LimitedKind;
  eachMax: number | null;
  periodMax: number | null;
  countMax: number | null;
};

export type LimitSettings = {
  currency: string;
  periodDays: number;
  approvalHours: number;
  limits: Limit[];
};

export type OwnLimit = {
  kind: LimitedKind;
  mayGive: boolean;
  eachMax: number | null;
  leftAmount: number | null;
  leftCount: number | null;
  moreAt: string | null;
};

export type OwnLimits = { currency: string; periodDays: number; limits: OwnLimit[] };

export type Outcome = {
  id: string;
  state: 'asked' | 'offered' | 'accepted';
  approver: Named | null;
};
