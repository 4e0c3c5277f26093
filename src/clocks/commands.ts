import type { Happened } from '#calendar/clock-rule.ts';
import type { Of } from '#complaints/index.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { rulesOfComplaint } from '#packs/index.ts';
import { promisesOfComplaint } from '#promises/index.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { finishTask } from '#tasks/index.ts';
import { firstAnswer } from './charter.ts';
import { type Clock, type ClockFact, clockStream, clocksFrom, told } from './clock.ts';
import { reckoningOf } from './due.ts';
import { follow, type NamedRule, type Scene } from './follow.ts';
import { extend } from './moving.ts';
import { taskKeys } from './telling.ts';

/** The clocks of a complaint, locked, with everything that decisions about them need. */
export async function loadScene(unit: Unit, of: Of): Promise<Scene> {
  const entries = await unit.load(clockStream(of.customerId, of.complaintId));
  return {
    complaintId: of.complaintId,
    clocks: clocksFrom(entries),
    rules: await rulesFor(unit, of),
    reckoning: reckoningOf(await assertOrganisation(unit.tx)),
    now: unit.now,
  };
}

const rulesFor = async (unit: Unit, of: Of): Promise<NamedRule[]> => [
  firstAnswer,
  ...(await rulesOfComplaint(unit.tx, of)),
];

/** Days that the customer was promised and that are still to come. */
export const promisedDays = async (unit: Unit, of: Of): Promise<Date[]> =>
  (await promisesOfComplaint(unit.tx, of.customerId, of.complaintId))
    .filter(({ state }) => state === 'open')
    .map(({ dueAt }) => dueAt);

/** Records what the clocks have come to; whoever had a task because of one that is met has it no more. */
export async function recordClocks(
  unit: Unit,
  of: Of,
  { clocks, facts }: { clocks: readonly Clock[]; facts: readonly ClockFact[] },
): Promise<void> {
  if (facts.length === 0) return;
  await unit.record(clockStream(of.customerId, of.complaintId), facts);
  const after = facts.reduce(told, [...clocks]);
  const left = new Set(after.flatMap(taskKeys));
  for (const key of clocks.flatMap(taskKeys)) if (!left.has(key)) await finishTask(unit, key);
}

/** Something happened to a complaint that its own entries do not tell: a letter, a stage. */
export async function noteHappened(
  unit: Unit,
  of: Of,
  happened: readonly Happened[],
): Promise<void> {
  const scene = await loadScene(unit, of);
  const facts: ClockFact[] = [];
  for (const each of happened) {
    const clocks = facts.reduce(told, [...scene.clocks]);
    facts.push(...follow({ ...scene, clocks }, each));
  }
  await recordClocks(unit, of, { clocks: scene.clocks, facts });
}

export type ExtensionWish = {
  packId: string;
  ruleId: string;
  dueAt: Date;
  reason: WordsRef;
  by: string;
};

/** More time, as the rule of the clock allows. Whether the letter says all it must is for the packs. */
export async function extendClock(unit: Unit, of: Of, wish: ExtensionWish): Promise<void> {
  const scene = await loadScene(unit, of);
  const clock = scene.clocks.findLast(
    ({ packId, ruleId, state }) =>
      state !== 'ended' && packId === wish.packId && ruleId === wish.ruleId,
  );
  if (!clock) {
    throw new Refusal('no_such_clock', 'No such date is running for this complaint.', {
      status: 409,
    });
  }
  await recordClocks(unit, of, { clocks: scene.clocks, facts: extend(scene, clock, wish) });
}
