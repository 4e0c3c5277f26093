import type { Of } from '#complaints/index.ts';
import type { ErrandLead } from '#errands/index.ts';
import type { MachineKind } from '#mail/read-mail.ts';
import type { ParkReason } from './mail.ts';

/** A complaint that a mail may belong to, and whether its sender took part in it before. */
export type Lead = { of: Of; isParticipant: boolean };

/** Everything that decides what a mail becomes. */
export type Clues = {
  /** The same words arrived before, by another way. */
  copyOf: string | null;
  machine: MachineKind | null;
  /** We wrote it ourselves. */
  isOurs: boolean;
  isFlaggedSpam: boolean;
  /** Mails of this sender in the last hour and the last day, this one not counted. */
  lately: { hour: number; day: number };
  /** The sender's address is forged, as far as its owner's own published rules tell. */
  isForged: boolean;
  /** By a signed address of ours, from one of us: a fixer's word about an errand. */
  errand: ErrandLead | null;
  /** By our own signed reply address. */
  signed: Of | null;
  /** By In-Reply-To and References. */
  byIds: Lead | null;
  /** By a reference in the subject. */
  bySubject: Lead | null;
  /** By a reference anywhere else: never more than a suggestion. */
  byText: Of | null;
};

export type Outcome =
  | { kind: 'copy'; copyOf: string }
  | { kind: 'parked'; reason: ParkReason; about: Of | null }
  | { kind: 'errand'; lead: ErrandLead }
  | { kind: 'message'; of: Of; because: 'signed_address' | 'ids' | 'subject' }
  | { kind: 'complaint'; suggested: Of | null; because: 'new' | 'stranger' | 'forged' };

/** Beyond this many from one sender nobody is writing: a loop that we did not recognise. */
export const perHourMax = 20;
export const perDayMax = 100;

/**
 * The order is the rule: what was there before; what no person wrote; then, whose it is. A stranger
 * never joins a customer's complaint, nor does a forger: that takes a person's word.
 */
export function decide(clues: Clues): Outcome {
  if (clues.copyOf) return { kind: 'copy', copyOf: clues.copyOf };
  const reason = reasonToPark(clues);
  if (reason) return { kind: 'parked', reason, about: aboutOf(clues) };
  if (clues.isForged) return newComplaint(clues, 'forged');
  const { errand, signed, byIds, bySubject } = clues;
  if (errand) return { kind: 'errand', lead: errand };
  if (signed) return { kind: 'message', of: signed, because: 'signed_address' };
  if (byIds?.isParticipant) return { kind: 'message', of: byIds.of, because: 'ids' };
  if (bySubject?.isParticipant) return { kind: 'message', of: bySubject.of, because: 'subject' };
  return newComplaint(clues, 'stranger');
}

/** With the complaint it may belong to, and why it did not join that by itself. */
function newComplaint(clues: Clues, because: 'stranger' | 'forged'): Outcome {
  const suggested = aboutOf(clues);
  return { kind: 'complaint', suggested, because: suggested ? because : 'new' };
}

function reasonToPark(clues: Clues): ParkReason | null {
  if (clues.isOurs) return 'our_own';
  if (clues.machine) return clues.machine;
  if (clues.isFlaggedSpam && !clues.signed && !clues.errand) return 'flagged_spam';
  const { hour, day } = clues.lately;
  // A fixer may well answer for a whole morning's errands in one hour.
  const isFlood = (hour >= perHourMax && !clues.errand) || day >= perDayMax;
  return isFlood ? 'too_many_from_one_sender' : null;
}

const aboutOf = ({ signed, byIds, bySubject, byText }: Clues): Of | null =>
  signed ?? byIds?.of ?? bySubject?.of ?? byText;
