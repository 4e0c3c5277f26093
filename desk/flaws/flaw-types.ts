import type { Named } from '../api/types.ts';

export type FlawState = 'suspected' | 'named' | 'ended' | 'dismissed';
export type Harm = 'nuisance' | 'loss' | 'hardship' | 'danger';
export type FixState = 'planned' | 'shipped' | 'verified' | 'unproven' | 'returned' | 'dropped';

export type FlawRow = {
  id: string;
  state: FlawState;
  name: string;
  harm: Harm | null;
  owner: Named;
  since: string;
  complaints: number;
  customers: number;
  newestAt: string | null;
  returnedTimes: number;
  fix: { id: string; state: FixState } | null;
};

type Remark = {
  id: string;
  kind: 'remark' | 'proposal' | 'design_answer';
  author: Named;
  text: string;
  at: string;
};

export type Week = { weekOf: string; traced: number; others: number };

export type Fix = {
  id: string;
  state: FixState;
  what: string;
  owner: Named;
  dueOn: string;
  credited: Named[];
  told: { told: number; delivered: number; failed: number; broken: number };
};

export type Flaw = FlawRow & {
  mergedInto: string | null;
  evidence: { usual: number | null; words: string[] } | null;
  thread: Remark[];
  trend: Week[];
  newest: { id: string; reference: string; text: string; receivedAt: string }[];
  fixes: Fix[];
};

/** Which flaws a complaint points to, and which it looks like. */
export type BesideComplaint = {
  traced: FlawRow[];
  looksLike: { flaw: FlawRow; words: string[] }[];
  campaign: { letters: number } | null;
};
