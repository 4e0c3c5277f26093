import { ORGANISATION_ID } from '#id.ts';
import type { FileRef, WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';
import { type MachineKind, type MailAddress, machineKinds } from '#mail/read-mail.ts';
import type { Trust } from '#mail/trust.ts';

/** Why a mail waits for a person instead of being a complaint or part of one. */
export const parkReasons = [
  ...machineKinds,
  'our_own',
  'flagged_spam',
  'too_many_from_one_sender',
] as const;
export type ParkReason = (typeof parkReasons)[number];

export const outcomes = ['complaint', 'message', 'parked', 'unparsed', 'copy', 'errand'] as const;
export type MailOutcome = (typeof outcomes)[number];

type Is<T extends string, D> = { type: T; data: D };

export type MailFact = Fact &
  (
    | Is<
        'MailArrived',
        { mailboxId: string | null; via: 'imap' | 'listener' | 'folder'; file: FileRef }
      >
    | Is<
        'MailSettled',
        {
          outcome: MailOutcome;
          reason: string | null;
          /** What it became part of, or what a machine's mail is about. */
          complaintId: string | null;
          copyOf: string | null;
        }
      >
    | Is<
        'MailDecided',
        {
          staffId: string;
          decision: 'complaint' | 'rubbish';
          reason: WordsRef | null;
          complaintId: string | null;
        }
      >
  );

export const mailFactTypes = [
  'MailArrived',
  'MailSettled',
  'MailDecided',
] as const satisfies readonly MailFact['type'][];

export const mailStream = (mailId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `mail:${mailId}`,
});

/** What was read in a mail, as its row keeps it: who wrote to whom, and what to make of it. */
export type Reading = {
  from: MailAddress | null;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  deliveredTo: string[];
  subject: string;
  date: string | null;
  references: string[];
  machine: MachineKind | null;
  bounce: { recipient: string | null; code: string; hard: boolean } | null;
  trust: Trust | null;
  oddities: string[];
};
