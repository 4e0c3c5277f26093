// Drafts: what somebody of ours is writing until it has gone out, and who is at which complaint.
// Owns the tables drafts and presence; neither is told from the ledger, for nothing was said yet.
// Law 6: a reply that could not go out is held where it is seen, and becomes a task of its writer.
export { draftRoutes } from './routes.ts';
export { sendDueDrafts } from './sending.ts';
