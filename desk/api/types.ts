// The answers of the JSON API, as far as the desk reads them.

import type { Mail } from './mail-types.ts';

export type Named = { id: string; name: string };

export type Role =
  | 'handler'
  | 'fixer'
  | 'designer'
  | 'manager'
  | 'executive'
  | 'account_owner'
  | 'administrator';

export type Me = Named & {
  title: string;
  email: string;
  roles: Role[];
  organisation: { name: string; zone: string };
  mail: { configured: boolean; waiting: number; failed: number };
  held: number;
  tasks: number;
};

export type Colleague = Named & {
  title: string;
  email: string;
  phone: string | null;
  roles: Role[];
  managerId: string | null;
};

export type Channel = 'web' | 'mail' | 'phone' | 'post' | 'in_person' | 'widget' | 'api';
export type ComplaintState = 'to_do' | 'waiting' | 'done';

export type Row = {
  id: string;
  reference: string;
  text: string | null;
  customerName: string | null;
  kind: 'complaint' | 'question' | 'suggestion' | 'praise';
  channel: Channel;
  level: 'team' | 'manager' | 'executive';
  state: ComplaintState;
  owner: Named;
  offeredTo: string | null;
  receivedAt: string;
  recordedAt: string;
  nextAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  closedBasis: 'confirmed' | 'withdrawn' | 'documented' | 'joined' | null;
  contacts: number;
};

export type RowPage = { complaints: Row[]; next: string | null };

export type Details = {
  name?: string;
  email?: string;
  phone?: string;
  orderReference?: string;
  product?: string;
  place?: string;
  subject?: string;
};

export type FileOf = { id: string; name: string; mediaType: string; size: number };

export type Message = {
  id: string;
  author: 'customer' | 'staff' | 'program';
  authorName: string | null;
  audience: 'customer' | 'internal';
  channel: Channel;
  occurredAt: string;
  text: string | null;
  /** What stood below the new words of a mail. */
  quoted: string | null;
  mail: Mail | null;
  files: FileOf[];
};

export type PromiseState = 'open' | 'broken' | 'kept' | 'confirmed' | 'disputed' | 'released';

export type CustomerPromise = {
  id: string;
  kind: 'answer' | 'action' | 'follow_up';
  text: string | null;
  owner: Named;
  dueAt: string;
  zone: string;
  state: PromiseState;
  madeAt: string;
  brokenTimes: number;
  keptAt: string | null;
  renewedTimes: number;
};

export type Escalation = {
  id: string;
  level: 'team' | 'manager' | 'executive';
  raisedTo: Named;
  raisedBy: string;
  raisedAt: string;
  answeredAt: string | null;
};

export type NoticeState = 'waiting' | 'delivered' | 'failed';

export type NoticeOf = {
  id: string;
  kind: string;
  state: NoticeState;
  channel: 'mail' | 'page' | 'post';
  queuedAt: string;
  subject: string | null;
};

export type StoryLine = { at: string; type: string; sentence: string };

export type Customer = {
  id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  language: string | null;
  postalAddress: string | null;
  /** Since when mail to the address comes back, and the code with which it does. */
  emailFailedAt: string | null;
  emailFault: string | null;
};

/** One of several customers who are the same person; the others were added to the first. */
export type SamePerson = Customer & { isFirst: boolean };

export type Complaint = Row & {
  askedTimes: number;
  wish: string | null;
  details: Details;
  customer: Customer;
  handOver: { to: Named; from: Named; reason: string | null } | null;
  messages: Message[];
  promises: CustomerPromise[];
  escalations: Escalation[];
  notices: NoticeOf[];
  story: StoryLine[];
};

export type OutboxNotice = {
  id: string;
  complaintId: string | null;
  reference: string | null;
  kind: string;
  state: NoticeState;
  queuedAt: string;
  to: string | null;
  subject: string | null;
  text: string | null;
  attempts: number;
  lastFault: string | null;
};

export type Parked = {
  id: string;
  reason: string;
  parkedAt: string;
  text: string | null;
  name: string | null;
  email: string | null;
};
