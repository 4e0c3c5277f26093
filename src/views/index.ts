// Views: lists of complaints that somebody has put together for themselves, by name.
// Owns the table saved_views: settings of one person, nothing of them stands in the ledger.
export { viewRoutes } from './routes.ts';
