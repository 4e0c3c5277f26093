// The answers of the JSON API about drafts, presence and text blocks, as far as the desk reads them.

import type { Named } from './types.ts';

export type DraftKind = 'reply' | 'note';
export type DraftState = 'open' | 'sending' | 'held';

/** What I am writing, as the server has it. */
export type ServerDraft = {
  kind: DraftKind;
  content: Record<string, unknown>;
  version: number;
  state: DraftState;
  /** Until then it can be taken back. */
  sendsInMs: number | null;
  held: { code: string; sentence: string } | null;
};

export type DraftPlace = { complaintId: string; kind: DraftKind; state: DraftState };

export type Doing = 'looking' | 'writing';
export type Present = { complaintId: string; person: Named; doing: Doing };

export type TextBlock = {
  id: string;
  title: string;
  text: string;
  language: string;
  owner: Named;
  changedAt: string;
};

export type CheckWarning = { code: string; message: string };
