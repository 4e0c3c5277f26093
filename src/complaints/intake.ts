import { type Caller, tokenNameOf } from '#http/caller.ts';
import type { Context } from '#http/context.ts';
import type { StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notAllowed } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import type { Channel } from './complaint.ts';
import { claimCode, linkToken } from './link.ts';
import type { Owners } from './owners.ts';
import { type ComplaintDetails, type ComplaintWish, receiveComplaint } from './receive.ts';
import type { ComplaintBody } from './schemas.ts';

/** Everything that takes a complaint in goes through here: form, API, import, parked ones. */
export type Intake = { context: Context; owners: Owners };

/** What whoever complained is told at once. */
export type Received = {
  id: string;
  customerId: string;
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
  const recorded = await receiveComplaint(unit, owners, wish);
  const { reference, ownerId, answerBy, known, customerId, complaintId, linkVersion } = recorded;
  const target = { customerId, complaintId, linkVersion };
  const owner = await staffById(unit.tx, ownerId);
  return {
    id: complaintId,
    customerId,
    reference,
    link: linkOf(context)(target),
    owner: { id: ownerId, name: owner?.name ?? '', title: owner?.title ?? '' },
    answerBy,
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
  const { name, email, phone, postalAddress, orderReference, product, place, text, ...rest } = body;
  const { externalId: _, files: __, ...stated } = rest;
  return {
    ...unstated,
    ...withoutGaps<Partial<ComplaintWish>>(stated),
    text,
    channel: body.channel ?? given.channel,
    customer: withoutGaps({ name, email, phone, postalAddress }),
    details: withoutGaps<ComplaintDetails>({ name, email, phone, orderReference, product, place }),
    external: externalOf(body, caller),
    files: given.files,
  };
}

/** What holds where nothing was said. */
const unstated = {
  wish: null,
  kind: 'complaint',
  level: 'team',
  language: null,
  occurredOn: null,
  receivedAt: null,
} as const;

function externalOf({ receivedAt, externalId }: ComplaintBody, caller: Caller) {
  const source = tokenNameOf(caller);
  if (source) return externalId ? { source, id: externalId } : null;
  if (externalId || (receivedAt && caller.kind !== 'person')) {
    throw notAllowed('The fields receivedAt and externalId need an access token.');
  }
  return null;
}

type Gappy<T> = { [K in keyof T]: T[K] | undefined };

const withoutGaps = <T extends object>(given: Gappy<T>): T =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
