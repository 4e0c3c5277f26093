// Errands: a piece of work handed to a team of fixers, with a receipt, until the customer or a check
// says that it is fixed; what a team can do, told before anything is promised; and the teams' tools.
// Owns fixer_teams, fixer_team_members, errands, errand_questions, errand_deliveries and team_tools,
// and the streams fixer_team:<id> and errand:<id>. Each errand has one owner and one next date.
export { acceptErrand } from './commands.ts';
export { type HandWish, handErrand } from './handing.ts';
export { moveErrandsUp, watchTeams } from './jobs.ts';
export { handOnErrands } from './leavers.ts';
export {
  complaintOfErrandToken,
  type ErrandLead,
  findErrandLead,
  settleErrandMail,
} from './mail.ts';
export { mailedFactTypes, mailTeam } from './mailing.ts';
export { errandFactTypes, projectErrand } from './projection.ts';
export { errandsOfComplaint, mayReadWhole, teamNames } from './queries.ts';
export {
  callOffWith,
  callOffWithdrawn,
  finishWaiting,
  followOwner,
  judgeWithCustomer,
  movingFactTypes,
  queueDelivery,
  sendVisitor,
  takeBackKept,
  tellDone,
} from './reactions.ts';
export { errandRoutes } from './routes.ts';
export { formTeam } from './team-commands.ts';
export { projectTeam, teamFactTypes } from './team-projection.ts';
export { teamRoutes } from './team-routes.ts';
export { readErrandToken } from './token.ts';
export { createWebhookSender } from './webhook-jobs.ts';
