import { ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import {
  organisationStream,
  type PersonDetails,
  type StaffFact,
  staffFrom,
  staffStream,
} from './person.ts';
import { assertOrganisation, listStaff } from './queries.ts';
import { endSignIns } from './sign-in.ts';
import {
  type Answering,
  changeManager,
  changeRoles,
  leave,
  memberOf,
  nameAnswerable,
  type Team,
  teamOf,
} from './team.ts';

export type PersonChange = {
  [field in keyof PersonDetails]?: PersonDetails[field] | undefined;
} & { roles?: StaffRoles | undefined; managerId?: string | null | undefined };

type StaffRoles = Extract<StaffFact, { type: 'StaffRolesChanged' }>['data']['roles'];

/** What is not given stays as it is. */
export async function changePerson(
  unit: Unit,
  staffId: string,
  { change, by }: { change: PersonChange; by: string },
): Promise<void> {
  const team = await lockTeam(unit);
  const { roles, managerId, ...details } = change;
  const facts = [
    ...(await changeDetails(unit, team, { staffId, details, by })),
    ...(roles ? changeRoles(team, { staffId, roles, by }) : []),
    ...(managerId === undefined ? [] : changeManager(team, { staffId, managerId, by })),
  ];
  await recordOn(unit, staffId, facts);
}

async function changeDetails(
  unit: Unit,
  team: Team,
  wish: { staffId: string; details: Omit<PersonChange, 'roles' | 'managerId'>; by: string },
): Promise<StaffFact[]> {
  const { staffId, details, by } = wish;
  const before = memberOf(team, staffId);
  const { name, title, email, phone } = { ...before, ...withoutGaps(details) };
  const after: PersonDetails = { name, title, email, phone };
  const fields = ['name', 'title', 'email', 'phone'] as const;
  if (fields.every((field) => before[field] === after[field])) return [];
  if (before.email !== email) await assertAddressFree(unit, email, staffId);
  const words = await keepOne(unit, JSON.stringify(after));
  return [{ type: 'StaffDetailsChanged', data: { details: words, by } }];
}

const withoutGaps = (given: object): Partial<PersonDetails> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

/** Also of people who have left: an address names one person for ever. */
export async function assertAddressFree(
  unit: Unit,
  email: string,
  except: string | null = null,
): Promise<void> {
  const taken = await unit.tx
    .selectFrom('staff')
    .select(['staff_id', 'left_at'])
    .where((eb) => eb(eb.fn('lower', ['email']), '=', email.trim().toLowerCase()))
    .executeTakeFirst();
  if (!taken || taken.staff_id === except) return;
  const sentence = taken.left_at
    ? 'Somebody who has left had this address of mail. If it is the same person, let them return instead.'
    : 'Somebody here has this address of mail already.';
  throw new Refusal('address_taken', sentence, {
    status: 409,
    fields: [{ field: 'email', message: 'This address is taken.' }],
  });
}

/** How many open complaints somebody has at most; null: as many as come. */
export async function agreeLoad(
  unit: Unit,
  staffId: string,
  { loadMax, by }: { loadMax: number | null; by: string },
): Promise<void> {
  const person = memberOf(await lockTeam(unit), staffId);
  if (person.loadMax === loadMax) return;
  await recordOn(unit, staffId, [{ type: 'StaffLoadMaxSet', data: { loadMax, by } }]);
}

/** They are signed out at once; what they had is handed on by the sweep, in batches. */
export async function letLeave(
  unit: Unit,
  staffId: string,
  wish: { successorId: string; note: string | null; by: string },
): Promise<void> {
  const team = await lockTeam(unit);
  const { successorId, by } = wish;
  const note = wish.note === null ? null : await keepOne(unit, wish.note);
  const answering = await assertOrganisation(unit.tx);
  const { left, reports } = leave(team, answering, { staffId, successorId, note, by });
  for (const [report, facts] of reports) await recordOn(unit, report, facts);
  await recordOn(unit, staffId, left);
  await endSignIns(unit.tx, staffId, unit.now);
}

export async function letReturn(unit: Unit, staffId: string, by: string): Promise<void> {
  await lockTeam(unit);
  const person = staffFrom(await unit.load(staffStream(staffId)));
  if (!person) throw notFound('There is no such person.');
  if (!person.hasLeft) throw new Refusal('is_here', 'This person is here.', { status: 409 });
  await unit.record(staffStream(staffId), [{ type: 'StaffReturned', data: { by } }]);
}

/** Says anew who answers for complaints, and who is the deputy. */
export async function changeAnswerable(
  unit: Unit,
  wish: Answering & { by: string },
): Promise<void> {
  const team = await lockTeam(unit);
  const now = await assertOrganisation(unit.tx);
  await unit.record(organisationStream, nameAnswerable(team, now, wish));
}

/** Two changes of the team never meet: together they could leave it without an administrator. */
export async function lockTeam(unit: Unit): Promise<Team> {
  await unit.load(organisationStream);
  return teamOf(await listStaff(unit.tx));
}

export async function recordOn(
  unit: Unit,
  staffId: string,
  facts: readonly StaffFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await unit.load(staffStream(staffId));
  await unit.record(staffStream(staffId), facts);
}

export async function keepOne(unit: Unit, text: string) {
  const [words] = await unit.keepWords(ORGANISATION_ID, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}
