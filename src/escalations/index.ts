// Escalations: a complaint taken higher, at the customer's wish, by staff or by rule.
// Owns the table escalations and the streams escalation:<id>.
// Law 5: escalation cannot be refused; here is no command that could.
export { raiseEscalation } from './commands.ts';
export type { EscalationFact, EscalationLevel } from './escalation.ts';
export { handOnEscalations } from './leavers.ts';
export { escalationFactTypes, projectEscalation } from './projection.ts';
export { type EscalationView, escalationsOfComplaint } from './queries.ts';
export { answerByMessage, raiseAsAddressed } from './reactions.ts';
