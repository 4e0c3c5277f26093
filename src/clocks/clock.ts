import type { ClockEvent } from '#calendar/clock-rule.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Fact, Stream } from '#ledger/entry.ts';

type Is<T extends string, D> = { type: T; data: D & { clockId: string; complaintId: string } };

/** Which rule, in which version: enough to say why for ever. */
export type RuleName = { packId: string; packVersion: string; ruleId: string };

export type Started = RuleName & {
  clockId: string;
  complaintId: string;
  notice: string;
  stage: number | null;
  anchor: ClockEvent;
  anchoredAt: string;
  dueAt: string;
  /** When somebody is told that it will soon be due. */
  warnAt: string[];
};

export type ClockFact = Fact &
  (
    | Is<'ClockStarted', Started>
    /**
     * `calendar`: our working days were put right, by the entry of that number in the organisation's
     * stream. `extension`: more time, as the rules allow, for a reason in words. `pack`: another variant.
     */
    | Is<
        'ClockRecomputed',
        {
          dueAt: string;
          previousDueAt: string;
          warnAt: string[];
          cause: 'calendar' | 'extension' | 'pack';
          correction: number | null;
          reason: WordsRef | null;
          by: string | null;
        }
      >
    /** Each with the instant at which it was so, however late we looked; somebody is told at `tellAt`. */
    | Is<'ClockWarned', { warnAt: string; dueAt: string; tellAt: string }>
    /** `tellAt` null: a broken promise goes with it, and up the line by itself. */
    | Is<'ClockBreached', { dueAt: string; tellAt: string | null }>
    /** `step`: how far up the line, 0 is whoever has it; `nextAt`: when it goes one further. */
    | Is<'ClockTold', { about: Telling; staffId: string; step: number; nextAt: string | null }>
    | Is<'ClockMet', { event: ClockEvent; at: string; late: boolean; messageId: string | null }>
    /** What met it did not reach the customer, or the customer does not see it as closed. */
    | Is<'ClockReopened', { cause: 'not_delivered' | 'reopened' }>
    /** What it started at was not so after all, or the complaint goes on in another. */
    | Is<'ClockEnded', { cause: 'undone' | 'joined' }>
  );

export type Telling = 'warning' | 'breach';

export const clockStream = (customerId: string, complaintId: string): Stream => ({
  customerId,
  stream: `clocks:${complaintId}`,
});

/**
 * `running` until its date; `breached` when that has passed, said once; `met` when what was due was
 * done, late or not. `ended` was none after all.
 */
export type ClockState = 'running' | 'breached' | 'met' | 'ended';

export type Clock = RuleName & {
  clockId: string;
  complaintId: string;
  stage: number | null;
  anchor: ClockEvent;
  anchoredAt: Date;
  dueAt: Date;
  firstDueAt: Date;
  isExtended: boolean;
  /** Warnings still to come. */
  warnings: Date[];
  state: ClockState;
  hasBreached: boolean;
  /** Somebody is to be told, from `at` on. */
  telling: { about: Telling; at: Date; step: number } | null;
  /** Who has been told, and has a task because of that. */
  told: { about: Telling; step: number }[];
  met: { event: ClockEvent; messageId: string | null } | null;
  /** The words to the customer by which it had been met, and that did not arrive. */
  lost: { event: ClockEvent; messageId: string } | null;
};

/** All clocks of a complaint, as its stream tells them. */
export const clocksFrom = (entries: readonly Fact[]): Clock[] =>
  entries.reduce<Clock[]>((clocks, entry) => told(clocks, entry as ClockFact), []);

/** The clocks after one more fact. */
export function told(clocks: readonly Clock[], fact: ClockFact): Clock[] {
  if (fact.type === 'ClockStarted') return [...clocks, started(fact.data)];
  return clocks.map((clock) => (clock.clockId === fact.data.clockId ? evolve(clock, fact) : clock));
}

function started({ notice: _, warnAt, ...data }: Started): Clock {
  return {
    ...data,
    anchoredAt: new Date(data.anchoredAt),
    dueAt: new Date(data.dueAt),
    firstDueAt: new Date(data.dueAt),
    isExtended: false,
    warnings: warnAt.map((at) => new Date(at)),
    state: 'running',
    hasBreached: false,
    telling: null,
    told: [],
    met: null,
    lost: null,
  };
}

function evolve(clock: Clock, { type, data }: Exclude<ClockFact, { type: 'ClockStarted' }>): Clock {
  switch (type) {
    case 'ClockRecomputed':
      return {
        ...clock,
        dueAt: new Date(data.dueAt),
        firstDueAt: data.cause === 'extension' ? clock.firstDueAt : new Date(data.dueAt),
        isExtended: clock.isExtended || data.cause === 'extension',
        warnings: data.warnAt.map((at) => new Date(at)),
      };
    case 'ClockWarned':
      return {
        ...clock,
        warnings: clock.warnings.filter((at) => at > new Date(data.warnAt)),
        telling: { about: 'warning', at: new Date(data.tellAt), step: 0 },
      };
    case 'ClockBreached':
      return {
        ...clock,
        state: 'breached',
        hasBreached: true,
        warnings: [],
        telling: data.tellAt ? { about: 'breach', at: new Date(data.tellAt), step: 0 } : null,
        told: [],
      };
    case 'ClockTold': {
      const { about, step, nextAt } = data;
      const telling = nextAt ? { about, at: new Date(nextAt), step: step + 1 } : null;
      return { ...clock, telling, told: [...clock.told, { about, step }] };
    }
    case 'ClockMet': {
      const { event, messageId } = data;
      return {
        ...clock,
        state: 'met',
        telling: null,
        told: [],
        met: { event, messageId },
        lost: null,
      };
    }
    case 'ClockReopened':
      return {
        ...clock,
        state: clock.hasBreached ? 'breached' : 'running',
        met: null,
        lost: lostBy(clock),
      };
    case 'ClockEnded':
      return { ...clock, state: 'ended', telling: null, told: [] };
  }
}

const lostBy = ({ met }: Clock): Clock['lost'] =>
  met?.messageId ? { event: met.event, messageId: met.messageId } : null;

export const isOpen = ({ state }: Clock): boolean => state === 'running' || state === 'breached';
