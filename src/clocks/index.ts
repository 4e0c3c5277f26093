// Clocks: by when something is due to a customer, and why.
export { type ClockEvent, type ClockRule, clockEvents, clockRuleSchema } from './rule.ts';
