// The answers of the JSON API, as far as the desk reads them.

import type { Filters } from '../list/filters.ts';
import type { Remedy } from '../remedies/remedy-types.ts';
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
  /** How long a reply can be taken back; 0: not at all. */
  undoSeconds: number;
  mail: { configured: boolean; waiting: number; failed: number };
  held: number;
  tasks: number;
  /** Remedies that wait for my decision. */
  approvals: number;
  /** I look after customers. */
  ownsAccounts: boolean;
  away: { until: string; cover: string } | null;
  /** For whom one answers at the moment. */
  covering: (Named & { until: string })[];
};

export type Colleague = Named & {
  title: string;
  email: string;
  phone: string | null;
  roles: Role[];
  managerId: string | null;
  /** At most so many open complaints, as agreed. */
  loadMax: number | null;
};

export type Holiday = { day: string; name: string };

export type Organisation = {
  name: string;
  zone: string;
  address: string;
  phone: string;
  email: string;
  answerableId: string;
  deputyId: string;
  /** Days of the week; 1 is Monday. */
  workingDays: number[];
  holidays: Holiday[];
  brand: { accent: { light: string; dark: string } | null; logoId: string | null } | null;
};

/** How well words in a colour can be read on our pages. */
export type Readable = { contrast: number; canBeRead: boolean; nearest: string; ink: string };

/** From the first to the last day, such as 2026-11-23. */
export type Absence = {
  id: string;
  person: Named;
  cover: Named;
  from: string;
  until: string;
  hasBegun: boolean;
};

/** A product or field of work that one has to be trained for. */
export type Area = Named & { isRetired: boolean };

export type Skill = {
  area: Named;
  level: 'learning' | 'trained' | 'teaching';
  validUntil: string | null;
  hasExpired: boolean;
};

/** Kind words of a customer to somebody. */
export type Said = { id: string; text: string | null; receivedAt: string };

/** Somebody who has left. */
export type Gone = Named & { leftAt: string; successor: Named };

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

/** How many complaints wait for me, each up to a thousand. */
export type Counts = Record<'toDo' | 'waiting' | 'offered' | 'raised' | 'promised', number>;

export type SavedView = { id: string; name: string; filters: Filters };

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
  /** With it everything was answered. */
  isFinal: boolean;
  /** Why nothing can be done. */
  noAction: string | null;
};

export type Finding = 'upheld' | 'partly_upheld' | 'not_upheld';

/** One thing complained of, with what we found. */
export type Point = {
  id: string;
  text: string | null;
  finding: Finding | null;
  reason: string | null;
  foundAt: string | null;
  foundByName: string | null;
  foundTimes: number;
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
  settledAt: string | null;
  /** The words of ours that it carries. */
  messageId: string | null;
  to: string | null;
  cc: string[];
  /** Why it failed, and the code with which it did. */
  cause: string | null;
  code: string | null;
  /** The same words, sent once more. */
  againAs: string | null;
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
  /** What to know when we get in touch. */
  needs: string | null;
  sinceOn: string | null;
};

/** One of several customers who are the same person; the others were added to the first. */
export type SamePerson = Customer & { isFirst: boolean };

type Referred = { id: string; reference: string };

/** Another complaint of the same person. */
export type PersonsComplaint = Pick<
  Row,
  'id' | 'reference' | 'state' | 'receivedAt' | 'closedBasis'
> & { closedInSilence: boolean; owner: string };

/** A promise made in another complaint of the same person. */
export type EarlierPromise = Pick<
  CustomerPromise,
  'id' | 'kind' | 'text' | 'dueAt' | 'state' | 'brokenTimes' | 'keptAt'
>;

/** What we know of a customer beyond one complaint. */
export type CustomerContext = {
  since: string;
  needs: string | null;
  accountOwner: Named | null;
  complaints: PersonsComplaint[];
  promises: EarlierPromise[];
};

export type Complaint = Row & {
  askedTimes: number;
  /** Asked whether it is fixed, they said nothing. */
  closedInSilence: boolean;
  wish: string | null;
  details: Details;
  customer: Customer;
  /** The complaint to which this one was joined. */
  goesOnIn: Referred | null;
  /** The complaint of which it was a part, and parts that became complaints of their own. */
  splitFrom: Referred | null;
  splitInto: Referred[];
  area: Named | null;
  /** Who is trained for it and stands beside its owner. */
  pairedWith: Named | null;
  /** Its owner is away; who answers meanwhile. */
  meanwhile: { until: string; cover: Named } | null;
  handOver: { to: Named; from: Named; reason: string | null } | null;
  messages: Message[];
  points: Point[];
  promises: CustomerPromise[];
  remedies: Remedy[];
  escalations: Escalation[];
  notices: NoticeOf[];
  story: StoryLine[];
};
