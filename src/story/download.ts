import type { Of } from '#complaints/index.ts';
import type { Context } from '#http/context.ts';
import type { Entry } from '#ledger/entry.ts';
import { makeReceipt } from '#ledger/receipt.ts';
import { presentTheirRemedy } from '#remedies/index.ts';
import { readStory, type Story } from './story.ts';

/** Everything about one complaint that is the customer's, for a program to read. */
export async function downloadOf(context: Context, of: Of) {
  const story = await readStory(context, of, 'customer');
  const { complaint, messages, promises, escalations, lines } = story;
  return {
    format: 'amends-complaint/1',
    reference: complaint.reference,
    organisation: story.organisation.name,
    you: youOf(story),
    kind: complaint.kind,
    channel: complaint.channel,
    receivedAt: complaint.receivedAt,
    owner: `${complaint.ownerName}, ${complaint.ownerTitle}`,
    state: complaint.state,
    closedAt: complaint.closedAt,
    closedBasis: complaint.closedBasis,
    whatWouldPutItRight: story.wish,
    details: story.details,
    messages: messages.map(({ messageId: _, mail: __, ...message }) => message),
    points: story.points.map(({ pointId: _, messageId: __, ...point }) => point),
    remedies: story.remedies
      .map(presentTheirRemedy)
      .map(({ id: _, promiseId: __, owner, ...remedy }) => ({
        ...remedy,
        owner: owner?.name ?? null,
      })),
    promises: promises.map(({ promiseId: _, ownerId: __, ...promise }) => promise),
    escalations: escalations.map(({ escalationId: _, raisedTo: __, ...rest }) => rest),
    messagesFromOurProgram: noticesOf(story),
    whatHappened: lines.map(({ at, sentence }) => ({ at, sentence })),
  };
}

/**
 * As given with this complaint. What else we know under the same address of mail stays out: anybody
 * can complain under an address that is not theirs.
 */
export const youOf = ({ details }: Story) => ({
  name: details['name'] ?? null,
  email: details['email'] ?? null,
  phone: details['phone'] ?? null,
});

const noticesOf = ({ notices }: Story) =>
  notices.map(({ kind, state, queuedAt, subject, text }) => ({
    kind,
    state,
    queuedAt,
    subject,
    text,
  }));

/** Proof of what was recorded, without what staff said between themselves. */
export async function receiptOf(context: Context, of: Of) {
  const { entries } = await readStory(context, of, 'customer');
  const theirs = entries.filter((entry) => !isBetweenOurselves(entry));
  return makeReceipt(context.db, context.clock, context.signingKey, theirs);
}

/** Notes, and the reasons that staff give each other. */
const isBetweenOurselves = ({ type, data }: Entry): boolean =>
  betweenOurselves.has(type) ||
  (type === 'RemedyRefused' && data['told'] === false) ||
  (type === 'MessageAdded' && data['audience'] === 'internal') ||
  (type === 'EscalationRaised' && data['raisedBy'] === 'staff');

const betweenOurselves: ReadonlySet<string> = new Set([
  'HandOverOffered',
  'HandOverDeclined',
  'RemedyApprovalAsked',
  'ApprovalMovedUp',
  'RemedyApproved',
]);
