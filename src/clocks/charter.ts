import { clockRuleSchema } from '#calendar/clock-rule.ts';
import type { NamedRule } from './follow.ts';

/**
 * What every organisation keeps to, also where no pack is switched on: a person answers by the end of
 * the next working day. It is promised to each customer, so that its breach is a broken promise.
 */
export const firstAnswer: NamedRule = {
  packId: 'first-answer',
  packVersion: '1',
  rule: clockRuleSchema.parse({
    id: 'answer',
    notice: 'answer',
    anchor: 'received',
    amount: 1,
    unit: 'businessDay',
    endRule: 'closeOfBusiness',
    metBy: ['answered'],
    warnAt: [],
    source: 'Our own promise',
    confidence: 'read',
  }),
};
