// Clocks: by when something is due to a customer, and why; as the packs say under which a complaint
// falls. Owns the tables clocks and clock_corrections and the streams clocks:<complaint>.
// Law 2: nothing is ever without a date. A date that has passed is said, once, by whoever sees it first.
export { extendClock, noteHappened } from './commands.ts';
export { correctClocks, noteCorrection } from './corrections.ts';
export { dueOf, reckoningOf, warningsOf } from './due.ts';
export { clocksOf } from './follow.ts';
export { lookAtClocks } from './jobs.ts';
export { clockFactTypes, projectClock } from './projection.ts';
export {
  followComplaint,
  followedTypes,
  followRemedy,
  followStage,
  passClocksOn,
  startClocks,
  startClocksOfPacks,
} from './reactions.ts';
export { clockRoutes } from './routes.ts';
