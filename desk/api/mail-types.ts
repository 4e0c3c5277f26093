// The answers of the JSON API about mail, tasks and uploads, as far as the desk reads them.

import type { Named } from './types.ts';

export type Address = { name: string; address: string };

export type Referred = { id: string; reference: string };

export type Mail = {
  id: string;
  state: 'stored' | 'complaint' | 'message' | 'parked' | 'unparsed' | 'copy';
  reason: string | null;
  arrivedAt: string;
  size: number;
  mailboxId: string | null;
  reading: {
    from: Address | null;
    to: Address[];
    cc: Address[];
    subject: string;
    bounce: { recipient: string | null; code: string; hard: boolean } | null;
    trust: { verdict: 'proven' | 'failed' | 'unknown' } | null;
    oddities: string[];
  } | null;
  complaint: Referred | null;
  /** Looks like this complaint; a person says yes or no. */
  suggested: Referred | null;
  /** Held back, and a person should look: a customer may stand behind it. */
  isDoubtful: boolean;
};

export type Task = {
  id: string;
  kind: string;
  subject: {
    staffId?: string;
    mailboxId?: string;
    mailId?: string;
    complaintId?: string;
    articleId?: string;
    wantedId?: string;
    teamId?: string;
    flawId?: string;
  };
  owner: Named;
  givenAt: string;
};

export type TasksOf = 'me' | 'everybody';

/** A file that is with the server and waits for what it belongs to. */
export type Upload = { ticket: string; name: string; size: number };

/** What whoever took a complaint in reads out to the customer. */
export type Received = Referred & {
  link: string;
  owner: Named & { title: string };
  answerBy: string;
  claimCode: string;
};

/** To whom an answer would go by itself, and out of which mailbox. */
export type Recipients = {
  to: Address[];
  cc: Address[];
  mailbox: { address: string };
  answering: string | null;
  /** There is an address for a letter on paper. */
  byPost: boolean;
};
