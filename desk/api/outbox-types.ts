import type { NoticeState } from './types.ts';

export type OutboxNotice = {
  id: string;
  complaintId: string | null;
  reference: string | null;
  kind: string;
  channel: 'mail' | 'page' | 'post';
  state: NoticeState;
  queuedAt: string;
  settledAt: string | null;
  /** Addresses of mail, or the one on the envelope. */
  to: string | null;
  cc: string[];
  subject: string | null;
  text: string | null;
  mailbox: { id: string | null; address: string };
  attempts: number;
  lastFault: string | null;
  cause: string | null;
  code: string | null;
  refused: string[];
};

/** An address that mail goes out of, and how much of what it may was used in the last minute. */
export type WayOut = {
  id: string | null;
  address: string;
  perMinute: number;
  lastMinute: number;
  configured: boolean;
  fault: string | null;
};

export type Outbox = { notices: OutboxNotice[]; mailboxes: WayOut[] };

export type Parked = {
  id: string;
  reason: string;
  parkedAt: string;
  text: string | null;
  name: string | null;
  email: string | null;
};
