import type { ClockEvent, ClockRule, Happened } from '#calendar/clock-rule.ts';
import { nextWorkingTime } from '#calendar/working-time.ts';
import { newId } from '#id.ts';
import { firstAnswer } from './charter.ts';
import { type Clock, type ClockFact, clocksFrom, isOpen, type RuleName, told } from './clock.ts';
import { dueOf, type Reckoning, warningsOf } from './due.ts';

/** A rule with the pack that it is from. */
export type NamedRule = Omit<RuleName, 'ruleId'> & { rule: ClockRule };

/** Everything that decisions about the clocks of one complaint need to know. */
export type Scene = {
  complaintId: string;
  clocks: readonly Clock[];
  rules: readonly NamedRule[];
  reckoning: Reckoning;
  now: Date;
};

/** What the clocks make of something that happened: those it meets, then those it starts. */
export function follow(scene: Scene, happened: Happened): ClockFact[] {
  const stage = happened.stage ?? stageOf(scene.clocks);
  const met = meet(scene, { ...happened, stage });
  const clocks = met.reduce(told, [...scene.clocks]);
  return [...met, ...start({ ...scene, clocks }, { ...happened, stage })];
}

type InStage = Happened & { stage: number };

const stageOf = (clocks: readonly Clock[]): number =>
  Math.max(1, ...clocks.map(({ stage }) => stage ?? 1));

function meet(scene: Scene, happened: InStage): ClockFact[] {
  const { event, at, messageId = null } = happened;
  return scene.clocks
    .filter((clock) => isOpen(clock) && isMetBy(clock, ruleOf(scene, clock), happened))
    .flatMap((clock) => {
      const { clockId, complaintId, dueAt } = clock;
      const late = at > dueAt;
      const data = { clockId, complaintId, event, at: at.toISOString(), late, messageId };
      return [...lookAt(clock, { ...scene, now: at }), { type: 'ClockMet', data } as const];
    });
}

/** What is closed is owed nothing more; what comes back again and again ends with the last answer. */
function isMetBy(
  clock: Clock,
  rule: ClockRule | undefined,
  { event, at, stage }: InStage,
): boolean {
  if (event === 'closed') return true;
  if (!rule || at < clock.anchoredAt || stage < (clock.stage ?? 1)) return false;
  return rule.metBy.includes(event) || (rule.repeats && event === 'finalSent');
}

function start(scene: Scene, happened: InStage): ClockFact[] {
  const { event, at, stage } = happened;
  return scene.rules
    .filter((named) => startsAt(scene, named, happened))
    .map((named) => startOne(scene, named, { event, at, stage }));
}

function startsAt(scene: Scene, named: NamedRule, { event, at, stage }: InStage): boolean {
  const { rule } = named;
  const mine = scene.clocks.filter((clock) => clock.state !== 'ended' && isOf(clock, named));
  if (rule.repeats && mine.length > 0) {
    const isOver = event === 'finalSent' || event === 'closed';
    return !isOver && rule.metBy.includes(event) && !mine.some(isOpen);
  }
  if (rule.anchor !== event || (rule.stage ?? stage) !== stage) return false;
  if (!againAndAgain.has(event)) return mine.length === 0;
  return !mine.some((clock) => isOpen(clock) || clock.anchoredAt >= at);
}

/** Of these there may be several in one complaint; the others start a clock once. */
const againAndAgain: ReadonlySet<ClockEvent> = new Set(['proposed', 'accepted', 'sentToCompany']);

function startOne(scene: Scene, named: NamedRule, { event, at, stage }: InStage): ClockFact {
  const { rule, packId, packVersion } = named;
  const dueAt = dueOf(rule, at, scene.reckoning);
  const warnAt = warningsOf(rule, { anchoredAt: at, dueAt, now: scene.now }, scene.reckoning);
  return {
    type: 'ClockStarted',
    data: {
      clockId: newId(),
      complaintId: scene.complaintId,
      packId,
      packVersion,
      ruleId: rule.id,
      notice: rule.notice,
      stage: rule.stage === undefined ? null : stage,
      anchor: event,
      anchoredAt: at.toISOString(),
      dueAt: dueAt.toISOString(),
      warnAt: warnAt.map((each) => each.toISOString()),
    },
  };
}

const isOf = (clock: RuleName, { packId, rule }: NamedRule): boolean =>
  clock.packId === packId && clock.ruleId === rule.id;

export const ruleOf = ({ rules }: Pick<Scene, 'rules'>, clock: Clock): ClockRule | undefined =>
  rules.find((named) => isOf(clock, named))?.rule;

/**
 * What the time alone has made of a clock. Each warning and the breach carry the instant at which they
 * came, however much later somebody looks; whoever has to know is told while people work.
 */
export function lookAt(
  clock: Clock,
  { reckoning, now }: Pick<Scene, 'reckoning' | 'now'>,
): ClockFact[] {
  if (clock.state !== 'running') return [];
  const { clockId, complaintId } = clock;
  const dueAt = clock.dueAt.toISOString();
  const tellAt = nextWorkingTime(now, reckoning.work).toISOString();
  const warned = clock.warnings
    .filter((at) => at <= now)
    .map((at): ClockFact => {
      const data = { clockId, complaintId, warnAt: at.toISOString(), dueAt, tellAt };
      return { type: 'ClockWarned', data };
    });
  if (clock.dueAt > now) return warned;
  const isPromised = clock.packId === firstAnswer.packId;
  const breached = { clockId, complaintId, dueAt, tellAt: isPromised ? null : tellAt };
  return [...warned, { type: 'ClockBreached', data: breached }];
}

/** An acknowledgement came back: what it had met runs on, what had started with it has not. */
export function unacknowledge({ clocks }: Pick<Scene, 'clocks'>): ClockFact[] {
  return clocks.flatMap(({ clockId, complaintId, state, anchor, met }): ClockFact[] => {
    const of = { clockId, complaintId };
    if (state === 'met' && met?.event === 'acknowledged')
      return [{ type: 'ClockReopened', data: { ...of, cause: 'not_delivered' } }];
    if (state !== 'ended' && anchor === 'acknowledged')
      return [{ type: 'ClockEnded', data: { ...of, cause: 'undone' } }];
    return [];
  });
}

/** Words of ours did not reach the customer: what they had met runs on, by its old date. */
export const unsay = ({ clocks }: Pick<Scene, 'clocks'>, messageId: string): ClockFact[] =>
  clocks
    .filter(({ state, met }) => state === 'met' && met?.messageId === messageId)
    .map(({ clockId, complaintId }) => ({
      type: 'ClockReopened',
      data: { clockId, complaintId, cause: 'not_delivered' },
    }));

/** They were sent once more and arrived. */
export const sayAgain = ({ clocks }: Scene, messageId: string, at: Date): ClockFact[] =>
  clocks.flatMap(({ clockId, complaintId, dueAt, lost, ...clock }): ClockFact[] => {
    if (!isOpen({ clockId, complaintId, dueAt, lost, ...clock }) || lost?.messageId !== messageId)
      return [];
    const { event } = lost;
    const met = { clockId, complaintId, event, at: at.toISOString(), late: at > dueAt, messageId };
    return [{ type: 'ClockMet', data: met }];
  });

/**
 * The customer came back. What only the closing had met runs on where its date still lies ahead; where
 * it has passed meanwhile, it runs anew from now.
 */
export function reopen(scene: Scene): ClockFact[] {
  return scene.clocks
    .filter(({ state, met }) => state === 'met' && met?.event === 'closed')
    .flatMap((clock): ClockFact[] => {
      const { clockId, complaintId, anchor } = clock;
      if (clock.dueAt > scene.now) {
        return [{ type: 'ClockReopened', data: { clockId, complaintId, cause: 'reopened' } }];
      }
      const named = scene.rules.find((each) => isOf(clock, each));
      const stage = clock.stage ?? 1;
      return named ? [startOne(scene, named, { event: anchor, at: scene.now, stage })] : [];
    });
}

/** The complaint goes on in another one, whose clocks count. */
export const endAll = ({ clocks }: Pick<Scene, 'clocks'>): ClockFact[] =>
  clocks.filter(isOpen).map(({ clockId, complaintId }) => ({
    type: 'ClockEnded',
    data: { clockId, complaintId, cause: 'joined' },
  }));

/** The clocks of a complaint from its whole history, as if each had been set at its time. */
export function clocksOf(
  rules: readonly NamedRule[],
  history: readonly Happened[],
  reckoning: Reckoning,
): Clock[] {
  const inOrder = history.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const facts: ClockFact[] = [];
  for (const happened of inOrder) {
    const scene = {
      complaintId: '',
      clocks: clocksFrom(facts),
      rules,
      reckoning,
      now: happened.at,
    };
    facts.push(...follow(scene, happened));
  }
  return clocksFrom(facts);
}
