import { afterWorkingHours } from '#calendar/working-hours.ts';
import type { Of } from '#complaints/index.ts';
import { holdsOne, type Person } from '#http/caller.ts';
import { readWords } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { makePromise } from '#promises/index.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import { assertOrganisation, lineAbove } from '#staff/index.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import { limitSettings, lockSpending, maySpend, nextApprover } from './authority.ts';
import { askApproval, assertMayDecide, moveUpIfDue, offer, refuse } from './deciding.ts';
import { keepOne } from './keeping.ts';
import { loadRemedy } from './loading.ts';
import { remedyPolicy } from './policy.ts';
import type { OfRemedy } from './queries.ts';
import { type Remedy, type RemedyFact, type RemedyTerms, remedyStream } from './remedy.ts';

export type Outcome = {
  remedyId: string;
  state: 'asked' | 'offered' | 'accepted';
  /** Who decides on it, where it is beyond the limit of whoever asks. */
  approverId: string | null;
};

type Whole = Of & OfRemedy;
type Wish = { remedy: Remedy | undefined; terms: RemedyTerms; staffId: string };

/** Within the limit: given. Above: asked of whoever can give it. */
export async function askOrGive(
  unit: Unit,
  of: Whole,
  { remedy, terms, staffId }: Wish,
): Promise<Outcome> {
  const { remedyId, complaintId } = of;
  const stream = remedyStream(of.customerId, remedyId);
  const settings = await limitSettings(unit.tx);
  const question = { price: terms, settings };
  await lockSpending(unit.tx, staffId);
  if (await maySpend(unit.tx, staffId, question, unit.now)) {
    await unit.record(stream, await give(unit, of, { remedy, terms, staffId }, staffId));
    return { remedyId, state: terms.accepts ? 'accepted' : 'offered', approverId: null };
  }
  const asked = { askedBy: staffId, after: null, question };
  const approverId = await nextApprover(unit.tx, asked, unit.now);
  if (!approverId) throw new Error('nobody is above somebody with a limit');
  const movesUpAt = await decideBy(unit, settings.approvalHours);
  await unit.record(
    stream,
    askApproval(remedy, { complaintId, terms }, { staffId, approverId, movesUpAt }),
  );
  return { remedyId, state: 'asked', approverId };
}

async function decideBy(unit: Unit, hours: number): Promise<Date> {
  return afterWorkingHours(unit.now, await assertOrganisation(unit.tx), hours);
}

/** What has a date becomes a promise with that date: broken by the clock, judged by the customer. */
async function give(
  unit: Unit,
  of: Whole,
  { remedy, terms, staffId }: Wish,
  spentBy: string,
): Promise<RemedyFact[]> {
  const { customerId, complaintId } = of;
  const facts = (promiseId: string | null): RemedyFact[] =>
    offer(remedy, { complaintId, terms }, { staffId, spentBy, promiseId });
  // Decided first: a promise must not be made for what may not be offered.
  facts(null);
  const due = terms.dueAt ?? terms.slot?.until;
  if (!due) return facts(null);
  const { promiseId } = await makePromise(unit, {
    customerId,
    complaintId,
    kind: 'action',
    ownerId: terms.ownerId,
    text: (await readWords(unit.tx, customerId, terms.what.words)) ?? '',
    dueAt: new Date(due),
  });
  return facts(promiseId);
}

/** One press. Beyond their own limit it is approved so far, and goes to the next who can. */
export async function approveRemedy(unit: Unit, of: OfRemedy, staffId: string): Promise<Outcome> {
  const { remedy, terms, askedBy, question } = await loadAsked(unit, of);
  const above = remedy.approverId ? await lineAbove(unit.tx, remedy.approverId) : [];
  assertMayDecide(
    remedy,
    staffId,
    above.map((member) => member.staffId),
  );
  await lockSpending(unit.tx, staffId);
  const { remedyId } = of;
  if (!(await maySpend(unit.tx, staffId, question, unit.now))) {
    const next = await nextApprover(unit.tx, { askedBy, after: staffId, question }, unit.now);
    const approverId = next ?? staffId;
    const movesUpAt = (await decideBy(unit, question.settings.approvalHours)).toISOString();
    const { complaintId } = remedy;
    await unit.record(remedyStream(of.customerId, remedyId), [
      {
        type: 'ApprovalMovedUp',
        data: { complaintId, approverId, movesUpAt, cause: 'limit', staffId },
      },
    ]);
    await finishTask(unit, taskKey(remedyId));
    return { remedyId, state: 'asked', approverId };
  }
  assertStillAhead(terms, unit.now);
  const { complaintId } = remedy;
  const given = await give(
    unit,
    { ...of, complaintId },
    { remedy, terms, staffId: askedBy },
    staffId,
  );
  const approved: RemedyFact = { type: 'RemedyApproved', data: { complaintId, staffId } };
  await unit.record(remedyStream(of.customerId, remedyId), [approved, ...given]);
  await finishTask(unit, taskKey(remedyId));
  return { remedyId, state: terms.accepts ? 'accepted' : 'offered', approverId: null };
}

function assertStillAhead({ dueAt, slot }: RemedyTerms, now: Date): void {
  const due = dueAt ?? slot?.until;
  if (!due || new Date(due) > now) return;
  throw new Refusal(
    'date_passed',
    'Its date passed while it waited here. Refuse it with that reason, so that it comes back with a new date.',
    { status: 409 },
  );
}

/** Refuses what somebody asked for, or answers a proposal with no; the reason is always given. */
export async function refuseRemedy(
  unit: Unit,
  of: OfRemedy,
  { person, reason }: { person: Person; reason: string },
): Promise<void> {
  const remedy = await loadRemedy(unit, of);
  const { staffId } = person;
  if (remedy.state === 'proposed' && !holdsOne(person, remedyPolicy.offer)) {
    throw notAllowed('Your role does not allow this.');
  }
  if (remedy.state === 'asked') {
    const above = remedy.approverId ? await lineAbove(unit.tx, remedy.approverId) : [];
    assertMayDecide(
      remedy,
      staffId,
      above.map((member) => member.staffId),
    );
  }
  const words = await keepOne(unit, of.customerId, reason);
  await unit.record(remedyStream(of.customerId, of.remedyId), refuse(remedy, staffId, words));
  await finishTask(unit, taskKey(of.remedyId));
}

/** Called by the clock. At the top of the line it stays, and becomes a task so that it is seen. */
export async function moveApprovalUp(unit: Unit, of: OfRemedy): Promise<void> {
  const remedy = await loadRemedy(unit, of);
  if (moveUpIfDue(remedy, undefined, unit.now).length === 0) return;
  const { terms, askedBy, approverId, complaintId } = remedy;
  if (!terms || !askedBy || !approverId) return;
  const settings = await limitSettings(unit.tx);
  const asked = { askedBy, after: approverId, question: { price: terms, settings } };
  const next = await nextApprover(unit.tx, asked, unit.now);
  const movesUpAt = await decideBy(unit, settings.approvalHours);
  const facts = moveUpIfDue(remedy, next ? { approverId: next, movesUpAt } : undefined, unit.now);
  await unit.record(remedyStream(of.customerId, of.remedyId), facts);
  if (next) return;
  await giveTask(unit, {
    staffId: approverId,
    kind: 'approval_waiting',
    key: taskKey(of.remedyId),
    subject: { complaintId },
  });
}

/** Its approver has left. Nobody decides on what they asked for themselves: then the next above. */
export async function passApprovalOn(unit: Unit, of: OfRemedy, successorId: string): Promise<void> {
  const remedy = await loadRemedy(unit, of);
  const { state, terms, askedBy, complaintId } = remedy;
  if (state !== 'asked' || !terms || !askedBy) return;
  const settings = await limitSettings(unit.tx);
  const asked = { askedBy, after: successorId, question: { price: terms, settings } };
  const next = successorId === askedBy && (await nextApprover(unit.tx, asked, unit.now));
  const movesUpAt = (await decideBy(unit, settings.approvalHours)).toISOString();
  const data = { complaintId, approverId: next || successorId, movesUpAt, staffId: null };
  await unit.record(remedyStream(of.customerId, of.remedyId), [
    { type: 'ApprovalMovedUp', data: { ...data, cause: 'left' } },
  ]);
}

export const taskKey = (remedyId: string): string => `approval:${remedyId}`;

async function loadAsked(unit: Unit, of: OfRemedy) {
  const remedy = await loadRemedy(unit, of);
  const { terms, askedBy } = remedy;
  if (!terms || !askedBy) {
    throw new Refusal('decided_already', 'Nothing is waiting to be decided here.', { status: 409 });
  }
  const settings = await limitSettings(unit.tx);
  return { remedy, terms, askedBy, question: { price: terms, settings } };
}
