import { type Caller, tokenNameOf } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notAllowed } from '#refusal.ts';
import { type ComplaintDetails, type ComplaintWish, receiveComplaint } from './commands.ts';
import type { Channel } from './complaint.ts';
import { claimCode, linkToken } from './link.ts';
import type { Owners } from './owners.ts';
import { complaintHead } from './queries.ts';
import type { ComplaintBody } from './schemas.ts';

/** Everything that takes a complaint in goes through here: form, API, import, parked ones. */
export type Intake = { context: Context; owners: Owners };

/** What whoever complained is told at once. */
export type Received = {
  id: string;
  reference: string;
  link: string;
  owner: { id: string; name: string; title: string };
  answerBy: Date;
  claimCode: string;
  known: boolean;
};

export async function takeIn(
  { context, owners }: Intake,
  unit: Unit,
  wish: ComplaintWish,
): Promise<Received> {
  const { customerId, complaintId, known } = await receiveComplaint(unit, owners, wish);
  // The date is set by the promise that follows from the complaint's having an owner.
  await unit.settle();
  const head = await complaintHead(unit.tx, { customerId, complaintId });
  if (!head) throw new Error('the complaint is not in its table');
  const target = { customerId, complaintId, linkVersion: head.linkVersion };
  return {
    id: complaintId,
    reference: head.reference,
    link: linkOf(context)(target),
    owner: { id: head.ownerId, name: head.ownerName, title: head.ownerTitle },
    answerBy: head.nextAt ?? head.recordedAt,
    claimCode: claimCode(context.linkKey, target),
    known,
  };
}

/** The address of a private page. */
export const linkOf =
  (context: Pick<Context, 'config' | 'linkKey'>) =>
  (target: { customerId: string; complaintId: string; linkVersion: number }): string =>
    `${context.config.publicUrl}/c/${linkToken(context.linkKey, target)}`;

/** What was sent, sorted into what belongs to the customer and what to the complaint. */
export function wishOf(
  body: ComplaintBody,
  caller: Caller,
  given: { channel: Channel; files: readonly StoredFile[] },
): ComplaintWish {
  const source = tokenNameOf(caller);
  if (!source && (body.receivedAt || body.externalId)) {
    throw notAllowed('receivedAt and externalId need an access token.');
  }
  const { name, email, phone, orderReference, product, place } = body;
  return {
    text: body.text,
    wish: body.wish ?? null,
    customer: withoutGaps({ name, email, phone }),
    details: withoutGaps<ComplaintDetails>({ name, email, phone, orderReference, product, place }),
    kind: body.kind ?? 'complaint',
    channel: body.channel ?? given.channel,
    level: body.level ?? 'team',
    language: body.language ?? null,
    occurredOn: body.occurredOn ?? null,
    receivedAt: body.receivedAt ?? null,
    external: source && body.externalId ? { source, id: body.externalId } : null,
    files: given.files,
  };
}

type Gappy<T> = { [K in keyof T]: T[K] | undefined };

const withoutGaps = <T extends object>(given: Gappy<T>): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
