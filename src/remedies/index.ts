// Remedies: what we do for one customer to put it right, from what they ask for until they have it,
// and how much of that each role decides alone. Owns the tables remedies and remedy_limits, and the
// streams remedy:<id> and limits:<id>. Above somebody's limit the answer is never "no" but "who can".
export { approvalRoutes } from './approval-routes.ts';
export { approveRemedy } from './approving.ts';
export { limitSettings, setLimits } from './authority.ts';
export {
  answerOffer,
  bySelf,
  deliverRemedy,
  judgeRemedy,
  offerRemedy,
  proposeRemedy,
} from './commands.ts';
export { moveApprovalsUp } from './jobs.ts';
export { handOnApprovals } from './leavers.ts';
export { limitRoutes } from './limit-routes.ts';
export { defaultLimits } from './limits.ts';
export { minorUnits, moneyInWords, remedyInWords } from './money.ts';
export { limitFactTypes, projectLimits, projectRemedy, remedyFactTypes } from './projection.ts';
export {
  approvalCount,
  assertNoRemedyOwed,
  hasRemedy,
  type OfRemedy,
  type RemedyView,
  remediesOf,
  remedyById,
} from './queries.ts';
export {
  deliverKept,
  endRemedies,
  followVerdict,
  passRemediesOn,
  passRemedyWithPromise,
  settlePromise,
  settlingFactTypes,
} from './reactions.ts';
export { type RemedyFact, type RemedyKind } from './remedy.ts';
export { remedyRoutes } from './routes.ts';
export {
  customerRemedy,
  presentRemedy,
  presentTheirRemedy,
  proposalBody,
  remedyView,
} from './schemas.ts';
