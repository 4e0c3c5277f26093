// Skills: the areas of our work that somebody has to be trained for, who is, and until when.
// Owns areas and skills, and the streams area:<id> and skills:<staffId>.
export { remindOfExpiring } from './jobs.ts';
export { projectSkill, skillFactTypes } from './projection.ts';
export { areaById, areaByName, isSkilled, skilledByArea } from './queries.ts';
export { skillRoutes } from './routes.ts';
