import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { assertOrganisation, lineAbove, topExecutive } from '#staff/index.ts';
import {
  answer,
  type EscalationFact,
  type EscalationLevel,
  escalationFrom,
  escalationStream,
} from './escalation.ts';
import { openEscalations } from './queries.ts';

export type RaiseWish = {
  customerId: string;
  complaintId: string;
  ownerId: string;
  level: EscalationLevel;
  raisedBy: 'customer' | 'staff' | 'rule';
  reason: string | null;
  /** A certain person, where the customer wrote to them by name. */
  to?: string;
};

/** Takes a complaint higher. Asked again while the same person has it, it stays as it is. */
export async function raiseEscalation(
  unit: Unit,
  wish: RaiseWish,
): Promise<{ escalationId: string; raisedTo: string }> {
  const { customerId, complaintId, level, raisedBy } = wish;
  const raisedTo = await receiverOf(unit, wish);
  const open = await openEscalations(unit.tx, customerId, complaintId);
  const same = open.find((escalation) => escalation.raisedTo === raisedTo);
  if (same) return { escalationId: same.escalationId, raisedTo };
  const escalationId = newId();
  const [reason] = wish.reason === null ? [] : await unit.keepWords(customerId, [wish.reason]);
  const fact: EscalationFact = {
    type: 'EscalationRaised',
    data: { complaintId, level, raisedTo, raisedBy, reason: reason ?? null },
  };
  await unit.record(escalationStream(customerId, escalationId), [fact]);
  return { escalationId, raisedTo };
}

async function receiverOf(unit: Unit, wish: RaiseWish): Promise<string> {
  if (wish.to) return wish.to;
  const { answerableId } = await assertOrganisation(unit.tx);
  if (wish.level === 'executive') return (await topExecutive(unit.tx))?.staffId ?? answerableId;
  const [senior] = await lineAbove(unit.tx, wish.ownerId);
  return senior?.staffId ?? answerableId;
}

export async function answerEscalation(
  unit: Unit,
  of: { customerId: string; complaintId: string; escalationId: string },
  staffId: string,
): Promise<void> {
  const stream = escalationStream(of.customerId, of.escalationId);
  const escalation = escalationFrom(await unit.load(stream));
  if (escalation) await unit.record(stream, answer(escalation, of.complaintId, staffId));
}
