import { type Channel, complaintHead, type Of } from '#complaints/index.ts';
import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { askOrGive, type Outcome } from './approving.ts';
import { limitSettings } from './authority.ts';
import {
  accept,
  assertWishAnswered,
  decline,
  deliver,
  judge,
  passOn,
  refuse,
  release,
  withdraw,
} from './deciding.ts';
import { keepOne, keepTerms, type TermsWish } from './keeping.ts';
import { loadRemedy } from './loading.ts';
import { type OfRemedy, remediesOf } from './queries.ts';
import {
  type CustomerWord,
  type Remedy,
  type RemedyFact,
  type RemedyKind,
  remedyStream,
} from './remedy.ts';

export type Proposal = {
  by: 'customer' | 'staff';
  staffId: string | null;
  kind: RemedyKind;
  amount: number | null;
  what: string;
};

/** What would put it right, with a kind and a price: by the customer, or by one of us. */
export async function proposeRemedy(
  unit: Unit,
  of: Of,
  proposal: Proposal,
): Promise<{ remedyId: string }> {
  const { by, staffId, kind, amount } = proposal;
  await assertComplaint(unit, of);
  const { currency } = await limitSettings(unit.tx);
  const what = await keepOne(unit, of.customerId, proposal.what);
  const price = { kind, amount, currency: amount === null ? null : currency };
  const remedyId = newId();
  const { complaintId } = of;
  await unit.record(remedyStream(of.customerId, remedyId), [
    { type: 'RemedyProposed', data: { complaintId, by, staffId, ...price, what } },
  ]);
  return { remedyId };
}

/** Within the limit it is done at once; above it whoever can decide is asked, and the answer is not no. */
export async function offerRemedy(
  unit: Unit,
  of: Of,
  wish: TermsWish & { staffId: string },
): Promise<Outcome> {
  await assertComplaint(unit, of);
  const terms = await keepTerms(unit, of.customerId, wish);
  assertWishAnswered(await askedFor(unit, of), terms);
  return askOrGive(unit, { ...of, remedyId: newId() }, { remedy: undefined, terms, ...wish });
}

/** Gives what was proposed, as it stands. */
export async function giveAsProposed(
  unit: Unit,
  of: OfRemedy,
  wish: Pick<TermsWish, 'ownerId' | 'slot' | 'dueAt'> & { staffId: string },
): Promise<Outcome> {
  const remedy = await loadRemedy(unit, of);
  const { complaintId, kind, amount, what } = remedy;
  const isTheirs = remedy.proposedBy === 'customer';
  const stands = { kind, amount, what, why: null };
  const terms = await keepTerms(unit, of.customerId, {
    ...stands,
    ...wish,
    wish: isTheirs ? 'accepted' : null,
    accepts: isTheirs ? 'as_proposed' : null,
  });
  return askOrGive(unit, { ...of, complaintId }, { remedy, terms, staffId: wish.staffId });
}

/** Gives something else than what the customer proposed. They read why. */
export async function giveInstead(
  unit: Unit,
  of: OfRemedy,
  wish: Omit<TermsWish, 'wish' | 'accepts' | 'why'> & { why: string; staffId: string },
): Promise<Outcome> {
  const { customerId } = of;
  const proposal = await loadRemedy(unit, of);
  const { complaintId } = proposal;
  const terms = await keepTerms(unit, customerId, { ...wish, wish: 'changed', accepts: null });
  if (terms.why) {
    await unit.record(
      remedyStream(customerId, of.remedyId),
      refuse(proposal, wish.staffId, terms.why),
    );
  }
  const instead = { customerId, complaintId, remedyId: newId() };
  return askOrGive(unit, instead, { remedy: undefined, terms, staffId: wish.staffId });
}

async function assertComplaint(unit: Unit, of: Of): Promise<void> {
  if (!(await complaintHead(unit.tx, of))) throw notFound('There is no such complaint.');
}

/** Whether the customer said what would put it right, and whether they had an answer to that. */
async function askedFor(unit: Unit, of: Of): Promise<{ hasWish: boolean; isAnswered: boolean }> {
  const row = await unit.tx
    .selectFrom('complaints')
    .select('wish_id')
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .executeTakeFirst();
  const remedies = await remediesOf(unit.tx, of);
  return {
    hasWish: Boolean(row?.wish_id),
    isAnswered: remedies.some(({ wish, state }) => wish !== null && state !== 'refused'),
  };
}

/** What the customer says: on their own page, or written down by one of us with their words. */
export type Said = { staffId: string | null; channel: Channel | null; text: string | null };

export const bySelf: Said = { staffId: null, channel: null, text: null };

export const answerOffer = (unit: Unit, of: OfRemedy, yes: boolean, said: Said): Promise<void> =>
  changeRemedy(unit, of, async (remedy) => {
    const word = await keepWord(unit, of, said);
    return yes ? accept(remedy, word) : decline(remedy, word);
  });

/** Whether the customer has it. */
export const judgeRemedy = (unit: Unit, of: OfRemedy, has: boolean, said: Said): Promise<void> =>
  changeRemedy(unit, of, async (remedy) => judge(remedy, has, await keepWord(unit, of, said)));

async function keepWord(unit: Unit, of: OfRemedy, said: Said): Promise<CustomerWord> {
  const { staffId, channel, text } = said;
  const words = text === null ? null : await keepOne(unit, of.customerId, text);
  return { staffId, channel, words };
}

export type Done = { staffId: string | null; arrivedAt: Date | null; result: string | null };

export const deliverRemedy = (unit: Unit, of: OfRemedy, done: Done): Promise<void> =>
  changeRemedy(unit, of, async (remedy) => {
    const { staffId, arrivedAt } = done;
    const result = done.result === null ? null : await keepOne(unit, of.customerId, done.result);
    return deliver(remedy, { staffId, arrivedAt: arrivedAt?.toISOString() ?? null, result });
  });

export const withdrawRemedy = (
  unit: Unit,
  of: OfRemedy,
  { staffId, reason }: { staffId: string; reason: string },
): Promise<void> =>
  changeRemedy(unit, of, async (remedy) => {
    const words = await keepOne(unit, of.customerId, reason);
    return withdraw(remedy, staffId, words);
  });

export const releaseRemedy = (unit: Unit, of: OfRemedy): Promise<void> =>
  changeRemedy(unit, of, async (remedy) => release(remedy));

export const passRemedyOn = (
  unit: Unit,
  of: OfRemedy,
  { from, ownerId }: { from: string; ownerId: string },
): Promise<void> => changeRemedy(unit, of, async (remedy) => passOn(remedy, from, ownerId));

/** Load, decide, record. */
async function changeRemedy(
  unit: Unit,
  of: OfRemedy,
  decide: (remedy: Remedy) => Promise<RemedyFact[]>,
): Promise<void> {
  const facts = await decide(await loadRemedy(unit, of));
  await unit.record(remedyStream(of.customerId, of.remedyId), facts);
}
