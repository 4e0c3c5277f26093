import {
  closeOnDocuments,
  complaintHead,
  confirm,
  deny,
  type Of,
  renewLink,
  withdrawComplaint,
} from '#complaints/index.ts';
import { type EscalationLevel, raiseEscalation } from '#escalations/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { hasKeptAction, judgePromise, owedPromiseCount, promiseById } from '#promises/index.ts';
import { notFound } from '#refusal.ts';
import { assertNoRemedyOwed, hasRemedy } from '#remedies/index.ts';

// What a customer can wish on the own page. The pages and the API call the same.

export async function judge(
  unit: Unit,
  of: Of,
  verdict: { promiseId: string; kept: boolean },
): Promise<void> {
  const { customerId, complaintId } = of;
  const { promiseId, kept } = verdict;
  const promise = await promiseById(unit.tx, { customerId, promiseId });
  if (promise?.complaintId !== complaintId) throw notFound('There is no such promise.');
  await judgePromise(unit, { customerId, promiseId }, kept);
}

export const sayWhetherFixed = (
  unit: Unit,
  of: Of,
  verdict: { fixed: boolean; text: string | null },
): Promise<void> => (verdict.fixed ? confirm(unit, of) : deny(unit, of, verdict.text));

export const withdraw = withdrawComplaint;

/** One press; there is nobody who could say no. */
export async function takeHigher(
  unit: Unit,
  of: Of,
  wish: { level: EscalationLevel; raisedBy: 'customer' | 'staff'; reason: string | null },
): Promise<{ raisedTo: string }> {
  const complaint = await complaintHead(unit.tx, of);
  if (!complaint) throw notFound('There is no such complaint.');
  return raiseEscalation(unit, { ...of, ...wish, ownerId: complaint.ownerId });
}

/** Closes on documents, under a name; with everything that was done, or a reason why nothing was. */
export async function closeUnconfirmed(
  unit: Unit,
  of: Of,
  wish: { staffId: string; reason: string; noAction?: string | undefined },
): Promise<void> {
  const owedPromises = await owedPromiseCount(unit.tx, of);
  await assertNoRemedyOwed(unit.tx, of);
  const hasAction = (await hasKeptAction(unit.tx, of)) || (await hasRemedy(unit.tx, of));
  await closeOnDocuments(unit, of, {
    ...wish,
    noAction: wish.noAction ?? null,
    owedPromises,
    hasAction,
  });
}

/** A new link in place of one that may have fallen into wrong hands. */
export async function replaceLink(unit: Unit, of: Of): Promise<{ linkVersion: number }> {
  await renewLink(unit, of);
  const complaint = await complaintHead(unit.tx, of);
  if (!complaint) throw notFound('There is no such complaint.');
  return { linkVersion: complaint.linkVersion };
}
