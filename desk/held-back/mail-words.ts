import { t } from '@lingui/core/macro';
import type { Mail } from '../api/mail-types.ts';
import { faultWords } from '../words.ts';

/** Why a person should look. */
const doubtful: Readonly<Record<string, string>> = {
  flagged_spam: t`a filter on its way called it spam.`,
  too_many_from_one_sender: t`very many came from this sender in a short time.`,
  mailing_list: t`it came through a mailing list.`,
  auto_reply: t`it calls itself automatic, and answers nothing of ours. Forms on websites send such mail.`,
  challenge: t`the program of a receiver asks whoever wrote to prove that they are a person. Until somebody does, our mail may not reach them.`,
};

/** What programs write, by what it says. */
const machines: Readonly<Record<string, string>> = {
  bounce: t`Our mail came back`,
  auto_reply: t`Out of office, and other automatic answers`,
  receipt: t`Receipts: delivered, or opened`,
  feedback_report: t`Somebody marked our mail as spam`,
  our_own: t`Our own mail, come back to us`,
};

export const whyHeld = ({ reason }: Mail): string => doubtful[reason ?? ''] ?? `${reason}.`;

export const machineKinds = Object.keys(machines);

export const machineTitle = (kind: string): string => machines[kind] ?? kind;

export const subjectOf = ({ reading }: Mail): string => reading?.subject || t`Without a subject`;

export function senderOf({ reading }: Mail): string {
  const from = reading?.from;
  if (!from) return t`no sender`;
  return from.name ? `${from.name}, ${from.address}` : from.address;
}

/** Which address a mail did not reach, and why. */
export function bounceWords({ reading }: Mail): string | null {
  const bounce = reading?.bounce;
  if (!bounce) return null;
  const why = faultWords(bounce.code);
  const whom = bounce.recipient ?? t`somebody whom it does not name`;
  return bounce.hard ? notReached(whom, why) : notYetReached(whom, why);
}

const notReached = (whom: string, why: string): string =>
  why ? t`Our mail did not reach ${whom}: ${why}.` : t`Our mail did not reach ${whom}.`;

const notYetReached = (whom: string, why: string): string =>
  why ? t`Our mail has not yet reached ${whom}: ${why}.` : t`Our mail has not yet reached ${whom}.`;
