import { type Intake, logContact, takeIn } from '#complaints/index.ts';
import { customerById } from '#customers/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { keepOf, lookAgainIfThere, traceComplaint } from './commands.ts';
import {
  type AffectedHow,
  affectedFrom,
  affectedStream,
  answer,
  tellingFrom,
  tellingStream,
} from './telling.ts';

export type SaidOfFix = {
  customerId: string;
  fixId: string;
  said: 'broken' | 'works';
  text: string | null;
};

/** One press in the letter or on the page. Where it is still broken the complaint is open again. */
export async function sayWhetherItWorks(
  unit: Unit,
  intake: Intake,
  { customerId, fixId, said, text }: SaidOfFix,
): Promise<void> {
  const stream = tellingStream(customerId, fixId);
  const telling = tellingFrom(await unit.load(stream));
  if (!telling) throw notFound('We have not written to you about this.');
  const facts = answer(telling, fixId, said);
  await unit.record(stream, facts);
  const isNews = facts.length > 0 || text !== null;
  if (said !== 'broken' || !isNews) return;
  if (telling.complaintId) {
    const contact = { channel: 'web', occurredAt: null, staffId: null, text, files: [] } as const;
    await logContact(unit, { customerId, complaintId: telling.complaintId }, contact);
  } else if (text !== null) {
    await complainAfterAll(unit, intake, { customerId, flawId: telling.flawId, text });
  }
}

/** They did not complain when it broke, and now they do. */
async function complainAfterAll(
  unit: Unit,
  intake: Intake,
  { customerId, flawId, text }: { customerId: string; flawId: string; text: string },
): Promise<void> {
  const customer = await customerById(unit.tx, customerId);
  const { email = null, language = null } = customer ?? {};
  const received = await takeIn(intake, unit, {
    text,
    wish: null,
    customer: email ? { email } : {},
    details: email ? { email } : {},
    kind: 'complaint',
    channel: 'web',
    level: 'team',
    language,
    occurredOn: null,
    receivedAt: null,
    external: null,
    files: [],
  });
  const of = { customerId: received.customerId, complaintId: received.id };
  await traceComplaint(unit, of, { flawId, by: 'customer', staffId: null, reason: null });
}

/** It may have hit this customer, who did not complain of it. Noted once. */
export async function noteAffected(
  unit: Unit,
  wish: { customerId: string; flawId: string; how: AffectedHow; staffId: string | null },
): Promise<void> {
  const { customerId, ...data } = wish;
  const stream = affectedStream(customerId, wish.flawId);
  if ((await unit.load(stream)).length > 0) return;
  await unit.record(stream, [{ type: 'CustomerFoundAffected', data }]).catch(lookAgainIfThere);
}

/** A person decides whether a customer who did not complain is told. */
export async function decideAffected(
  unit: Unit,
  wish: {
    customerId: string;
    flawId: string;
    decision: 'tell' | 'leave';
    reason: string;
    staffId: string;
  },
): Promise<void> {
  const { customerId, flawId, decision, staffId } = wish;
  const stream = affectedStream(customerId, flawId);
  const affected = affectedFrom(await unit.load(stream));
  if (!affected) throw notFound('This customer is not listed for this flaw.');
  if (affected.decision === decision) return;
  if (affected.decision === 'tell') {
    throw new Refusal('decided_already', 'Somebody decided to tell them; it may have gone out.', {
      status: 409,
    });
  }
  const reason = await keepOf(unit, customerId, wish.reason);
  await unit.record(stream, [
    { type: 'AffectedDecided', data: { flawId, decision, staffId, reason } },
  ]);
}
