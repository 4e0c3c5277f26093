import { meanwhileOf } from '#absences/index.ts';
import { endOfWorkingDay } from '#calendar/working-days.ts';
import { dayMs, later } from '#clock.ts';
import { type CustomerDetails, recogniseCustomer } from '#customers/index.ts';
import type { Tx } from '#database/connection.ts';
import { putIn } from '#database/pending.ts';
import { newId } from '#id.ts';
import { languageIn } from '#languages/detect.ts';
import type { StoredFile, WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { areaByName } from '#skills/index.ts';
import { assertOrganisation, type StaffMember } from '#staff/index.ts';
import type { Of } from './commands.ts';
import {
  assertHasCome,
  type Channel,
  type ComplaintFact,
  complaintStream,
  type Kind,
  type Level,
} from './complaint.ts';
import type { Owners } from './owners.ts';
import { complaintHead, noteReference } from './queries.ts';
import { newReference } from './reference.ts';

/** Facts around the complaint as the customer gave them; kept as one JSON text in the words table. */
export type ComplaintDetails = {
  name?: string;
  email?: string;
  phone?: string;
  orderReference?: string;
  product?: string;
  place?: string;
  /** Of the mail that brought it. */
  subject?: string;
};

/** The mail that brings words, and what stood in it beside the new ones. */
export type BroughtBy = { mailId: string; mailboxId: string | null; quotedText: string };

export type ComplaintWish = {
  text: string;
  wish: string | null;
  customer: CustomerDetails;
  details: ComplaintDetails;
  kind: Kind;
  channel: Channel;
  level: Level;
  language: string | null;
  occurredOn: string | null;
  receivedAt: Date | null;
  /** The sender's own id of this complaint and who the sender is: the same twice is the same. */
  external: { source: string; id: string } | null;
  files: readonly StoredFile[];
  /** The person of ours to whom it was written, where it was not to all of us. */
  addressedTo?: StaffMember;
  mail?: BroughtBy;
  /** The complaint of which it was a part. */
  splitFrom?: string;
};

/** A complaint as it was just recorded, or as it was recorded earlier under the same external id. */
export type Recorded = Of & {
  reference: string;
  ownerId: string;
  answerBy: Date;
  linkVersion: number;
  known: boolean;
};

/** Law 1: whatever a customer sends becomes a complaint with an owner, in one transaction. */
export async function receiveComplaint(
  unit: Unit,
  owners: Owners,
  given: ComplaintWish,
): Promise<Recorded> {
  const wish = { ...given, language: given.language ?? languageIn(given.text) ?? null };
  assertNotAhead(wish, unit.now);
  const known = wish.external && (await knownExternal(unit, wish.external));
  if (known) return { ...known, answerBy: known.nextAt ?? known.recordedAt, known: true };
  const { customer, language } = wish;
  const customerId = await recogniseCustomer(unit, { details: customer, language });
  const of = { customerId, complaintId: newId() };
  if (wish.external) await claimExternal(unit, wish.external, of);
  const { product } = wish.details;
  const areaId = product ? await areaByName(unit.tx, product) : undefined;
  const ownerId = (await handlerIn(unit, wish)) ?? (await owners.choose(unit.tx, areaId));
  const recorded = await recordReceived(unit, { ...of, ownerId }, wish);
  if (areaId) {
    const set: ComplaintFact = { type: 'AreaSet', data: { areaId, staffId: null } };
    await unit.record(complaintStream(customerId, of.complaintId), [set]);
  }
  return recorded;
}

/** Writes a complaint down whose customer and owner are known. */
export async function recordReceived(
  unit: Unit,
  { ownerId, ...of }: Of & { ownerId: string },
  wish: ComplaintWish,
): Promise<Recorded> {
  const reference = await claimReference(unit, of);
  const organisation = await assertOrganisation(unit.tx);
  const answerBy = endOfWorkingDay(unit.now, organisation, answerDays);
  const fact = await received(unit, { ...of, reference, ownerId, answerBy }, wish);
  await unit.record(complaintStream(of.customerId, of.complaintId), [fact]);
  return { ...of, reference, ownerId, answerBy, linkVersion: 1, known: false };
}

/** Who is written to by name and answers customers themselves has it; their seniors are told of it. */
async function handlerIn(unit: Unit, wish: ComplaintWish): Promise<string | undefined> {
  const { addressedTo, level } = wish;
  if (level !== 'team' || !addressedTo) return undefined;
  const meanwhile = await meanwhileOf(unit.tx, addressedTo.staffId, unit.now);
  return meanwhile?.cover.staffId ?? addressedTo.staffId;
}

/** Working days until a person has answered. */
const answerDays = 1;

async function received(
  unit: Unit,
  given: Of & { reference: string; ownerId: string; answerBy: Date },
  wish: ComplaintWish,
): Promise<ComplaintFact> {
  const { customerId, reference, ownerId } = given;
  const { kind, channel, level, language, occurredOn } = wish;
  const hasDetails = Object.keys(wish.details).length > 0;
  const texts = [wish.text, wish.wish, hasDetails ? JSON.stringify(wish.details) : null];
  const [words, wished, details, quoted = null] = await keepSome(unit, customerId, [
    ...texts,
    wish.mail?.quotedText || null,
  ]);
  if (!words) throw new Error('the words of the complaint were not kept');
  return {
    type: 'ComplaintReceived',
    data: {
      reference,
      ownerId,
      kind,
      channel,
      level,
      language,
      words,
      wish: wished ?? null,
      details: details ?? null,
      files: await unit.keepFiles(customerId, wish.files),
      occurredOn,
      receivedAt: (wish.receivedAt ?? unit.now).toISOString(),
      answerBy: given.answerBy.toISOString(),
      ...cameBy(wish, quoted),
    },
  };
}

const cameBy = ({ addressedTo, mail, splitFrom }: ComplaintWish, quoted: WordsRef | null) => ({
  ...(splitFrom && { splitFrom }),
  ...(addressedTo && { addressedTo: addressedTo.staffId }),
  ...(mail && { mail: { mailId: mail.mailId, mailboxId: mail.mailboxId, quoted } }),
});

/** Keeps the texts that are there in one statement; null stays null, in its place. */
async function keepSome(unit: Unit, customerId: string, texts: readonly (string | null)[]) {
  const kept = await unit.keepWords(
    customerId,
    texts.filter((text) => text !== null),
  );
  return texts.map((text) => (text === null ? null : (kept.shift() ?? null)));
}

/** A day begins earlier in the east: by then it is tomorrow somewhere. */
function assertNotAhead({ receivedAt, occurredOn }: ComplaintWish, now: Date): void {
  if (receivedAt) assertHasCome(receivedAt, now);
  if (occurredOn) assertHasCome(later(new Date(occurredOn), -dayMs), now);
}

/** Should somebody have it already, the unit begins again with another. */
async function claimReference(unit: Unit, of: Of): Promise<string> {
  const reference = newReference();
  const { customerId, complaintId } = of;
  const row = { reference, customer_id: customerId, complaint_id: complaintId };
  await putIn(unit.tx, 'complaint_references', row);
  noteReference(unit.tx, of, reference);
  return reference;
}

type External = { source: string; id: string };

/** What is known of ids before each is asked for; null where it is free. */
const foreseen = new WeakMap<Tx, Map<string, Of | null>>();

const keyOf = ({ source, id }: External): string => JSON.stringify([source, id]);

/** Looks many ids up at once, for a unit that takes many complaints in. */
export async function foreseeExternals(
  unit: Unit,
  source: string,
  ids: readonly string[],
): Promise<void> {
  const rows = await unit.tx
    .selectFrom('external_ids')
    .select(['external_id', 'customer_id as customerId', 'complaint_id as complaintId'])
    .where('source', '=', source)
    .where((eb) => eb('external_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute();
  const found = new Map<string, Of | null>(ids.map((id) => [keyOf({ source, id }), null]));
  for (const { external_id: id, ...of } of rows) found.set(keyOf({ source, id }), of);
  foreseen.set(unit.tx, found);
}

async function knownExternal(unit: Unit, external: External) {
  const found = foreseen.get(unit.tx)?.get(keyOf(external));
  const of = found === undefined ? await findExternal(unit, external) : found;
  return of && complaintHead(unit.tx, of);
}

const findExternal = (unit: Unit, external: External): Promise<Of | undefined> =>
  unit.tx
    .selectFrom('external_ids')
    .select(['customer_id as customerId', 'complaint_id as complaintId'])
    .where('source', '=', external.source)
    .where('external_id', '=', external.id)
    .executeTakeFirst();

/** Should somebody send the same at the same moment, the unit begins again and finds it known. */
async function claimExternal(unit: Unit, external: External, of: Of): Promise<void> {
  await putIn(unit.tx, 'external_ids', {
    source: external.source,
    external_id: external.id,
    customer_id: of.customerId,
    complaint_id: of.complaintId,
  });
  foreseen.get(unit.tx)?.set(keyOf(external), of);
}
