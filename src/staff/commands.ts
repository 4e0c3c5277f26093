import type { Role } from '#http/caller.ts';
import { newId, ORGANISATION_ID } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import {
  type OrganisationDetails,
  organisationStream,
  type PersonDetails,
  type StaffFact,
  staffStream,
} from './person.ts';
import { organisationOf, staffByEmail } from './queries.ts';
import { assertAddressFree } from './team-commands.ts';

export type PersonWish = PersonDetails & { roles: Role[]; managerId: string | null };

export type SetUpWish = {
  organisation: Omit<OrganisationDetails, 'witnesses'> & { zone: string; witnesses?: string[] };
  administrator: PersonDetails;
  answerable: PersonDetails;
  deputy: PersonDetails;
};

/**
 * The first run. The same person may stand in several places, recognised by address of mail. Who is
 * here already keeps their roles and their place in the line.
 */
export async function setUp(unit: Unit, wish: SetUpWish): Promise<{ administratorId: string }> {
  if (await organisationOf(unit.tx)) {
    throw new Refusal('set_up_already', 'Amends is set up already.', { status: 409 });
  }
  const { answerable, deputy, administrator } = wish;
  if (sameAddress(answerable, deputy)) {
    throw new Refusal(
      'deputy_missing',
      'The deputy must be someone else than the person who answers for complaints.',
      {
        fields: [{ field: 'deputy.email', message: 'Name a second person.' }],
      },
    );
  }
  const people = mergePeople([
    { ...answerable, roles: ['manager'], managerId: null },
    { ...deputy, roles: ['manager'], managerId: null },
    { ...administrator, roles: ['administrator', 'manager'], managerId: null },
  ]);
  const ids = new Map<string, string>();
  for (const person of people) {
    const managerId = ids.get(addressOf(answerable)) ?? null;
    const known = await staffByEmail(unit.tx, person.email);
    ids.set(addressOf(person), known?.staffId ?? (await addPerson(unit, { ...person, managerId })));
  }
  const idOf = (person: PersonDetails) => ids.get(addressOf(person)) ?? '';
  const { zone, witnesses = [], ...details } = wish.organisation;
  const [words] = await unit.keepWords(ORGANISATION_ID, [
    JSON.stringify({ ...details, witnesses }),
  ]);
  if (!words) throw new Error('the organisation was not kept');
  const fact: StaffFact = {
    type: 'OrganisationSetUp',
    data: { details: words, zone, answerableId: idOf(answerable), deputyId: idOf(deputy) },
  };
  await unit.record(organisationStream, [fact]);
  return { administratorId: idOf(administrator) };
}

export async function addPerson(unit: Unit, wish: PersonWish): Promise<string> {
  await assertAddressFree(unit, wish.email);
  const staffId = newId();
  const { roles, managerId, ...details } = wish;
  const [words] = await unit.keepWords(ORGANISATION_ID, [JSON.stringify(details)]);
  if (!words) throw new Error('the person was not kept');
  const fact: StaffFact = { type: 'StaffJoined', data: { details: words, roles, managerId } };
  await unit.record(staffStream(staffId), [fact]);
  return staffId;
}

/** States the customers' rights anew, for every acknowledgement from now on. */
export async function stateRights(
  unit: Unit,
  { text, staffId }: { text: string | null; staffId: string },
): Promise<void> {
  await unit.load(organisationStream);
  const [rights = null] = text === null ? [] : await unit.keepWords(ORGANISATION_ID, [text]);
  const fact: StaffFact = { type: 'RightsStated', data: { rights, staffId } };
  await unit.record(organisationStream, [fact]);
}

const addressOf = (person: { email: string }): string => person.email.trim().toLowerCase();

const sameAddress = (one: PersonDetails, other: PersonDetails): boolean =>
  addressOf(one) === addressOf(other);

/** Joins the roles of entries that are one person. */
function mergePeople(people: PersonWish[]): PersonWish[] {
  const merged = new Map<string, PersonWish>();
  for (const person of people) {
    const known = merged.get(addressOf(person));
    const roles = [...new Set([...(known?.roles ?? []), ...person.roles])];
    merged.set(addressOf(person), { ...(known ?? person), roles });
  }
  return [...merged.values()];
}
