// Promises: what we told a customer we would do, who does it and by when, until the customer says
// it was kept. Owns the table promises and the streams promise:<id>.
// Law 3: an apology creates an action; kept or broken is decided by the date and the customer.
export {
  judgePromise,
  keepPromise,
  makePromise,
  passPromiseOn,
  releasePromise,
  renewPromise,
  reopenUnfixedPromise,
} from './commands.ts';
export { breakDuePromises } from './jobs.ts';
export { handOnPromises } from './leavers.ts';
export { projectPromise, promiseFactTypes } from './projection.ts';
export type { PromiseFact } from './promise.ts';
export {
  type EarlierPromise,
  hasKeptAction,
  hasPromisedAction,
  owedPromiseCount,
  type PromiseView,
  personsPromises,
  promiseById,
  promisesOfComplaint,
} from './queries.ts';
export {
  keepAnswerPromises,
  keepToldPromises,
  passPromisesOn,
  promiseAnswer,
  releasePromises,
  reopenUntoldPromises,
} from './reactions.ts';
export { promiseRoutes } from './routes.ts';
