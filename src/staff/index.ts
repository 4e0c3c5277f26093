// Staff: the organisation, the people in it, the line of management up to the top, and how each
// proves who they are. Owns staff, organisation, credentials, sessions, sign_in_links,
// sign_in_failures and access_tokens, and the streams staff:<id> and organisation:<id>.
export { addPerson, type PersonWish, setUp } from './commands.ts';
export { brandRoutes } from './organisation-brand-routes.ts';
export { calendarRoutes } from './organisation-calendar-routes.ts';
export { organisationRoutes } from './organisation-routes.ts';
export { staffPages } from './pages.tsx';
export { staffStream } from './person.ts';
export { projectStaff, staffFactTypes } from './projection.ts';
export {
  assertOrganisation,
  lineAbove,
  listStaff,
  type Organisation,
  organisationOf,
  type StaffMember,
  staffByEmail,
  staffById,
  staffNames,
  topExecutive,
} from './queries.ts';
export { teamOf } from './reports.ts';
export { sessionCookie, staffRoutes } from './routes.ts';
export { setUpBody } from './schemas.ts';
export { setUpOrganisation } from './set-up.ts';
export {
  callerOfToken,
  makeAccessToken,
  makeSignInLink,
  openSession,
  personOfSession,
} from './sign-in.ts';
export { type Leaver, leaverOf } from './successors.ts';
export { canOwn } from './team.ts';
