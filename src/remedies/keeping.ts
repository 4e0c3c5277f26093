import { holdsOne } from '#http/caller.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import { limitSettings } from './authority.ts';
import { assertTerms } from './deciding.ts';
import { remedyPolicy } from './policy.ts';
import type { Accepts, RemedyKind, RemedyTerms, WishAnswer } from './remedy.ts';

/** A remedy as somebody wishes it: in words, not yet in references to words. */
export type TermsWish = {
  kind: RemedyKind;
  amount: number | null;
  /** Words, or the reference to those of a proposal. */
  what: string | WordsRef;
  ownerId: string;
  slot: { from: Date; until: Date; zone: string } | null;
  dueAt: Date | null;
  wish: WishAnswer | null;
  why: string | null;
  accepts: Accepts;
};

export async function keepOne(unit: Unit, customerId: string, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

/** Checks what is wished and puts its words where they belong. */
export async function keepTerms(
  unit: Unit,
  customerId: string,
  wish: TermsWish,
): Promise<RemedyTerms> {
  const { kind, amount, ownerId, accepts, dueAt } = wish;
  const slot = wish.slot && {
    from: wish.slot.from.toISOString(),
    until: wish.slot.until.toISOString(),
    zone: wish.slot.zone,
  };
  const plain = { kind, amount, slot, dueAt: dueAt?.toISOString() ?? null, accepts };
  assertTerms(plain, unit.now);
  await assertCanSeeToIt(unit, ownerId, kind);
  const { currency } = await limitSettings(unit.tx);
  const what =
    typeof wish.what === 'string' ? await keepOne(unit, customerId, wish.what) : wish.what;
  const why = wish.why === null ? null : await keepOne(unit, customerId, wish.why);
  const price = { currency: amount === null ? null : currency };
  return { ...plain, ...price, what, ownerId, wish: wish.wish, why };
}

/** Whoever calls back must be able to put it right in that call, not only to pass it on. */
async function assertCanSeeToIt(unit: Unit, ownerId: string, kind: RemedyKind): Promise<void> {
  const owner = await staffById(unit.tx, ownerId);
  if (!owner) throw notFound('There is no such person here.');
  if (kind !== 'call_back' || holdsOne(owner, remedyPolicy.offer)) return;
  throw new Refusal(
    'no_authority',
    '{name} may not offer remedies. Choose somebody who can put it right in that call.',
    {
      values: { name: owner.name },
      fields: [{ field: 'ownerId', message: 'has no authority to put things right' }],
    },
  );
}
