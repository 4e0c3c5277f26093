import type { ClockRule } from '#calendar/clock-rule.ts';
import type { WordsRef } from '#ledger/content.ts';
import { Refusal } from '#refusal.ts';
import type { Clock, ClockFact } from './clock.ts';
import { dueOf, latestAfter, warningsOf } from './due.ts';
import { ruleOf, type Scene } from './follow.ts';

// A date that moves: never silently, and never back over what a customer was told.

type Cause = Extract<ClockFact, { type: 'ClockRecomputed' }>['data']['cause'];

type Why = {
  cause: Cause;
  correction?: number;
  reason?: WordsRef;
  by?: string;
};

/** Days that were promised to the customer of a complaint and are still to come. */
export type Promised = readonly Date[];

/**
 * The date as it is by the calendar or the rule of today. It may come to lie later. It comes to lie
 * earlier only as far as the last day that the customer was promised before it, and never so early that
 * it would have passed already.
 */
export function recompute(
  scene: Scene,
  clock: Clock,
  { promised, ...why }: Why & { promised: Promised },
): ClockFact[] {
  const rule = ruleOf(scene, clock);
  if (clock.state !== 'running' || !rule || clock.isExtended) return [];
  const reckoned = dueOf(rule, clock.anchoredAt, scene.reckoning);
  const dueAt = notBack(clock, reckoned, promised);
  return dueAt <= scene.now ? [] : moved(scene, { clock, rule, dueAt }, why);
}

function notBack({ dueAt }: Clock, reckoned: Date, promised: Promised): Date {
  if (reckoned >= dueAt) return reckoned;
  const before = promised.filter((day) => day <= dueAt && day > reckoned);
  return new Date(Math.max(reckoned.getTime(), ...before.map((day) => day.getTime())));
}

type Move = { clock: Clock; rule: ClockRule; dueAt: Date };

function moved(scene: Scene, { clock, rule, dueAt }: Move, why: Why): ClockFact[] {
  const { clockId, complaintId, anchoredAt, warnings } = clock;
  const warned = warningsOf(rule, { anchoredAt, dueAt, now: scene.now }, scene.reckoning);
  // What has been said once is not said again.
  const warnAt = warned.filter(
    (at) => at > scene.now || warnings.some((each) => each <= scene.now),
  );
  if (dueAt.getTime() === clock.dueAt.getTime() && sameTimes(warnAt, warnings)) return [];
  const data = {
    clockId,
    complaintId,
    dueAt: dueAt.toISOString(),
    previousDueAt: clock.dueAt.toISOString(),
    warnAt: warnAt.map((at) => at.toISOString()),
    cause: why.cause,
    correction: why.correction ?? null,
    reason: why.reason ?? null,
    by: why.by ?? null,
  };
  return [{ type: 'ClockRecomputed', data }];
}

const sameTimes = (one: readonly Date[], other: readonly Date[]): boolean =>
  one.length === other.length && one.every((at, place) => at.getTime() === other[place]?.getTime());

type Extension = { dueAt: Date; reason: WordsRef; by: string };

/** More time: before the old date has passed, to a later one, as far as the rule allows. */
export function extend(scene: Scene, clock: Clock, wish: Extension): ClockFact[] {
  const rule = ruleOf(scene, clock);
  if (clock.state !== 'running' || !rule || clock.dueAt <= scene.now) {
    throw new Refusal('too_late_to_extend', 'Only a date that has not come yet can be put off.', {
      status: 409,
    });
  }
  if (wish.dueAt <= clock.dueAt) {
    throw new Refusal('not_later', 'The new date must lie after the old one.', { status: 409 });
  }
  const latest = rule.extension && latestExtension(scene, clock, rule.extension.max);
  if (latest && wish.dueAt > latest) {
    throw new Refusal('extension_too_long', 'The new date lies later than the rules allow.', {
      status: 409,
    });
  }
  const { dueAt, reason, by } = wish;
  return moved(scene, { clock, rule, dueAt }, { cause: 'extension', reason, by });
}

type Max = NonNullable<ClockRule['extension']>['max'];

/** From the date as it was at first, however often it was put off. */
function latestExtension(scene: Scene, clock: Clock, max: Max): Date | undefined {
  const rule = ruleOf(scene, clock);
  return rule && latestAfter(clock.firstDueAt, max, rule, scene.reckoning);
}
