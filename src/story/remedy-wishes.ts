import { logContact, type Of } from '#complaints/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import {
  answerOffer,
  bySelf,
  judgeRemedy,
  type OfRemedy,
  proposeRemedy,
  type RemedyKind,
  remedyById,
} from '#remedies/index.ts';

// What a customer says about remedies on the own page. The pages and the API call the same.

export const takeOffer = async (
  unit: Unit,
  of: Of,
  { remedyId, yes }: { remedyId: string; yes: boolean },
): Promise<void> => answerOffer(unit, await theirRemedy(unit, of, remedyId), yes, bySelf);

export const sayWhetherHad = async (
  unit: Unit,
  of: Of,
  { remedyId, has }: { remedyId: string; has: boolean },
): Promise<void> => judgeRemedy(unit, await theirRemedy(unit, of, remedyId), has, bySelf);

/** These are their words as well: they stand in the thread, and a closed complaint is open again. */
export async function propose(
  unit: Unit,
  of: Of,
  { kind, amount, text }: { kind: RemedyKind; amount: number | null; text: string },
): Promise<void> {
  const contact = { channel: 'web', occurredAt: null, staffId: null, files: [] } as const;
  await logContact(unit, of, { ...contact, text });
  await proposeRemedy(unit, of, { by: 'customer', staffId: null, kind, amount, what: text });
}

/** One of this complaint, and one that they may see. */
async function theirRemedy(unit: Unit, of: Of, remedyId: string): Promise<OfRemedy> {
  const { customerId, complaintId } = of;
  const remedy = await remedyById(unit.tx, { customerId, remedyId });
  if (remedy?.complaintId === complaintId && (remedy.offeredAt || remedy.proposedBy === 'customer'))
    return { customerId, remedyId };
  throw notFound('There is no such remedy.');
}
