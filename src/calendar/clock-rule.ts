import { z } from 'zod';
import { countedUnits, type Span } from './counting.ts';

/**
 * What happens to a complaint that a clock may start at, or be met by. Letters are named by what they
 * say: `holdingSent` says that we need longer and until when, `delaySent` that the limit has come and
 * why, `updateSent` how far we are, `finalSent` what was decided.
 */
export const clockEvents = [
  'received',
  'sentToCompany',
  'acknowledged',
  'holdingSent',
  'updateSent',
  'delaySent',
  'answered',
  'finalSent',
  'escalationRequested',
  'proposed',
  'accepted',
  'fixed',
  'closed',
] as const;
export type ClockEvent = (typeof clockEvents)[number];

const span = z.strictObject({
  amount: z.number().int().min(0).max(1_000),
  unit: z.enum(countedUnits),
});

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower case letters, digits and hyphens');

/**
 * One limit of a pack. Everything has a default but what it counts, so that a pack's file says little.
 * The same in JSON, in the types and in the reckoning.
 */
export const clockRuleSchema = z.strictObject({
  /** Unique in its pack. */
  id: name,
  /** What is due by then. Of several packs the earliest date of each kind counts. */
  notice: z.enum([
    'acknowledgement',
    'holding',
    'update',
    'delay',
    'summary',
    'answer',
    'final',
    'proposal',
    'fix',
    'escalation',
  ]),
  /** Only what happened in this stage starts and meets it; without: in any. */
  stage: z.number().int().min(1).max(5).optional(),
  anchor: z.enum(clockEvents),
  ...span.shape,
  /**
   * By which days and hours it counts: `organisation`, or the public holidays and weekend of a country
   * or a part of it (`GB`, `GB-ENG`, `AU-NSW`).
   */
  calendar: z
    .string()
    .regex(/^(?:organisation|[A-Z]{2}(?:-[A-Z0-9]{1,3}){0,2})$/)
    .default('organisation'),
  /** `nextDay`: the day after the anchor is day 1. `sameDay`: the anchor's own day is. */
  startRule: z.enum(['sameDay', 'nextDay']).default('nextDay'),
  /** `exactTime`: at the anchor's time of the day; hours always end so. */
  endRule: z.enum(['endOfDay', 'closeOfBusiness', 'exactTime']).default('endOfDay'),
  /** Where the last day is none of work. */
  roll: z.enum(['none', 'nextBusinessDay']).default('none'),
  /** Met by the first of these after its anchor. */
  metBy: z.array(z.enum(clockEvents)).min(1),
  /** It runs anew from whatever met it, until the complaint is answered finally or closed. */
  repeats: z.boolean().default(false),
  /** How long before it is due somebody is told. */
  warnAt: z
    .array(span)
    .max(5)
    .default([{ amount: 1, unit: 'businessDay' }]),
  /** Letters that are owed when it is missed. */
  onMiss: z.array(z.string().max(60)).max(5).default([]),
  /** Whether a customer may agree that the time they need does not count. */
  pause: z.enum(['never', 'withCustomerConsent']).default('never'),
  /** Longest that it may be put off, with a reason; none by default. */
  extension: z.strictObject({ max: span }).optional(),
  /** Where it stands written, such as DISP 1.6.2R, and whether that was read there. */
  source: z.string().max(200),
  confidence: z.enum(['read', 'second_hand', 'unseen']),
});

export type { Span };

export type ClockRule = z.infer<typeof clockRuleSchema>;

/** Something that happened to one complaint, as the reckoning sees it. */
export type Happened = {
  event: ClockEvent;
  at: Date;
  stage?: number | undefined;
  /** The words of ours by which it happened. */
  messageId?: string;
};
