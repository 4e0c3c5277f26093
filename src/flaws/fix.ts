import { dayMs, later } from '#clock.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';
import type { Verdict } from './rates.ts';

export const fixKinds = ['change', 'training'] as const;
export type FixKind = (typeof fixKinds)[number];

/**
 * `planned`, `shipped`, and then what happens after says whether it is `verified` or `unproven`.
 * `returned`: it was broken again. `dropped`: never shipped, with a reason.
 */
export const fixStates = [
  'planned',
  'shipped',
  'verified',
  'unproven',
  'returned',
  'dropped',
] as const;
export type FixState = (typeof fixStates)[number];

/** What was wrong and what is now different, written by whoever ships it, in one language. */
export type ToldText = { language: string; wrong: WordsRef; different: WordsRef };

type Is<T extends string, D> = { type: T; data: D };

export type FixFact = Fact &
  (
    | Is<
        'FixPlanned',
        {
          flawId: string;
          kind: FixKind;
          what: WordsRef;
          ownerId: string;
          dueOn: string;
          /** Who of ours had the idea. */
          credited: string[];
          staffId: string;
        }
      >
    | Is<
        'FixShipped',
        {
          flawId: string;
          staffId: string;
          texts: ToldText[];
          shippedAt: string;
          windowDays: number;
          judgeAt: string;
        }
      >
    | Is<'FixVerified', { flawId: string; figures: Verdict }>
    | Is<
        'FixUnproven',
        { flawId: string; figures: Verdict; isLast: boolean; judgeAt: string | null }
      >
    | Is<'FixDropped', { flawId: string; reason: WordsRef; staffId: string }>
    | Is<
        'FixPublished',
        { flawId: string; to: 'staff' | 'public'; words: WordsRef; staffId: string }
      >
  );

export const fixStream = (fixId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `fix:${fixId}`,
});

export type Fix = {
  fixId: string;
  flawId: string;
  kind: FixKind;
  state: FixState;
  ownerId: string;
  texts: ToldText[];
  shippedAt: Date | null;
  windowDays: number;
  judgeAt: Date | null;
};

export function fixFrom(entries: readonly Entry[]): Fix | undefined {
  const [first, ...rest] = entries as readonly Entry<FixFact>[];
  if (first?.type !== 'FixPlanned') return undefined;
  const { flawId, kind, ownerId } = first.data;
  return rest.reduce(evolve, {
    fixId: idOf(first.stream),
    flawId,
    kind,
    ownerId,
    state: 'planned',
    texts: [],
    shippedAt: null,
    windowDays: windowDaysUsual,
    judgeAt: null,
  });
}

function evolve(fix: Fix, { type, data }: FixFact): Fix {
  switch (type) {
    case 'FixPlanned':
    case 'FixPublished':
      return fix;
    case 'FixShipped':
      return {
        ...fix,
        state: 'shipped',
        texts: data.texts,
        shippedAt: new Date(data.shippedAt),
        windowDays: data.windowDays,
        judgeAt: new Date(data.judgeAt),
      };
    case 'FixVerified':
      return { ...fix, state: 'verified', judgeAt: null };
    case 'FixUnproven':
      return data.isLast
        ? { ...fix, state: 'unproven', judgeAt: null }
        : { ...fix, judgeAt: data.judgeAt ? new Date(data.judgeAt) : null };
    case 'FixDropped':
      return { ...fix, state: 'dropped' };
  }
}

/** Long enough for six complaints a month before it to say something. */
export const windowDaysUsual = 28;

/** After so many windows in which nothing could be shown, it is called unproven. */
const windowsMax = 3;

export type FixPlan = Extract<FixFact, { type: 'FixPlanned' }>['data'];

/** What was not taught needs a training: having told the one person is none. */
export function plan(wish: FixPlan, isTraining: boolean, today: string): FixFact[] {
  if (isTraining && wish.kind !== 'training') {
    throw new Refusal(
      'training_needed',
      'This comes from something that was not taught, so its fix is a training. Or set another cause first.',
      { status: 409 },
    );
  }
  if (wish.dueOn < today) {
    throw new Refusal('date_in_the_past', 'Plan the fix for today or a day ahead.');
  }
  return [{ type: 'FixPlanned', data: wish }];
}

export type Shipping = { staffId: string; texts: ToldText[]; shippedAt: Date; windowDays: number };

export function ship(fix: Fix, wish: Shipping, now: Date): FixFact[] {
  if (fix.state !== 'planned') {
    throw new Refusal('shipped_already', 'This fix is no longer only planned.', { status: 409 });
  }
  if (wish.shippedAt > now) {
    throw new Refusal('date_ahead', 'Say that it is shipped when it is.');
  }
  const data = {
    ...wish,
    flawId: fix.flawId,
    shippedAt: wish.shippedAt.toISOString(),
    judgeAt: later(now, wish.windowDays * dayMs).toISOString(),
  };
  return [{ type: 'FixShipped', data }];
}

/** Called by the clock at the end of the window. Too few to tell anything: the window is made longer. */
export function judge(fix: Fix, figures: Verdict, now: Date): FixFact[] {
  if (fix.state !== 'shipped' || !fix.judgeAt || fix.judgeAt > now || !fix.shippedAt) return [];
  const { flawId, windowDays, shippedAt } = fix;
  if (figures.isFallen) return [{ type: 'FixVerified', data: { flawId, figures } }];
  const lastAt = later(shippedAt, windowsMax * windowDays * dayMs);
  const hasNotFallen = figures.after.traced > 0 && (figures.ratio ?? 1) > 1 / 2;
  const isLast = hasNotFallen || now >= lastAt;
  const judgeAt = isLast ? null : later(now, windowDays * dayMs).toISOString();
  return [{ type: 'FixUnproven', data: { flawId, figures, isLast, judgeAt } }];
}

export function drop(fix: Fix, wish: { reason: WordsRef; staffId: string }): FixFact[] {
  if (fix.state !== 'planned') {
    throw new Refusal('shipped_already', 'This fix was shipped; it can no longer be dropped.', {
      status: 409,
    });
  }
  return [{ type: 'FixDropped', data: { flawId: fix.flawId, ...wish } }];
}

/** "You said, we did": only what was verified is told. */
export function publish(
  fix: Fix,
  wish: { to: 'staff' | 'public'; words: WordsRef; staffId: string },
): FixFact[] {
  if (fix.state !== 'verified') {
    throw new Refusal('not_verified', 'Tell it when it is verified: when fewer complaints come.', {
      status: 409,
    });
  }
  return [{ type: 'FixPublished', data: { flawId: fix.flawId, ...wish } }];
}
