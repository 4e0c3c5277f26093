// Absences: who of ours is away on which days, and who answers for them meanwhile.
// Owns the table absences and the streams absence:<id>. Why somebody is away is nobody's business.
export { handOnCovers } from './jobs.ts';
export { absenceFactTypes, projectAbsence } from './projection.ts';
export { absencesAhead, awayNow, coveredBy, type Meanwhile, meanwhileOf } from './queries.ts';
export { askCover } from './reactions.ts';
export { absenceRoutes } from './routes.ts';
