import type { Named } from '../../api/types.ts';

export type ClockNotice =
  | 'acknowledgement'
  | 'holding'
  | 'update'
  | 'delay'
  | 'summary'
  | 'answer'
  | 'final'
  | 'proposal'
  | 'fix'
  | 'escalation';

export type ClockUnit = 'hour' | 'workingHour' | 'calendarDay' | 'businessDay' | 'week' | 'month';

/** By when something is due to the customer, as a rule says. */
export type ComplaintClock = {
  id: string;
  pack: { id: string; version: string; name: string | null };
  rule: string;
  notice: ClockNotice;
  stage: number | null;
  state: 'running' | 'breached' | 'met' | 'ended';
  anchor: string;
  anchoredAt: string;
  dueAt: string;
  metAt: string | null;
  length: { amount: number; unit: ClockUnit } | null;
  source: string | null;
  confidence: 'read' | 'second_hand' | 'unseen' | null;
  moves: { at: string; cause: 'calendar' | 'extension' | 'pack'; reason: string | null }[];
};

export type ClockWindow = { pack: Named; rule: string; until: string; source: string };

export type ComplaintDates = {
  clocks: ComplaintClock[];
  windows: ClockWindow[];
  waited: { seconds: number };
};
