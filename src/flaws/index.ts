// Flaws: what is wrong with us that complaints point to, what ends it, and everybody who is told.
// Owns flaws, flaw_versions, flaw_messages, flaw_traces, fixes, fix_tellings, flaw_affected,
// likeness_rows and campaigns, and the streams flaw:<id>, fix:<id>, campaign:<id>, and of a customer
// trace:<complaintId>, telling:<fixId> and affected:<flawId>.
// Law 10: fix the cause, then tell everyone.
export { openFlaw, sayAbout, traceComplaint } from './commands.ts';
export { complaintFlawRoutes } from './complaint-routes.ts';
export { customerFixPages } from './customer-pages.tsx';
export { finderOf } from './finder.ts';
export {
  fixFactTypes,
  projectFix,
  projectTelling,
  projectTrace,
  tellingFactTypes,
  traceFactTypes,
} from './fix-projection.ts';
export { newestFixOf } from './fix-queries.ts';
export { fixRoutes } from './fix-routes.ts';
export type { Harm } from './flaw.ts';
export { judgeFixes, moveDesignsUp, tellEverybody, watchFixes } from './jobs.ts';
export { knownOnForm } from './known-form.tsx';
export { flawFactTypes, projectFlaw } from './projection.ts';
export { publicFixPages } from './public-page.tsx';
export { countTraced, type FlawRow, flawRow, listFlaws, tracedSince } from './queries.ts';
export {
  giveBrokenTask,
  giveFixTasks,
  giveFlawTasks,
  giveNotToldTask,
} from './reactions.ts';
export { flawRoutes } from './routes.ts';
export { askDesigners } from './thread.ts';
export { threadRoutes } from './thread-routes.ts';
