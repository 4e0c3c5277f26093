import type { Updateable } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { Tables } from '#database/tables.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { OrganisationDetails, PersonDetails, StaffFact } from './person.ts';
import type { Holiday } from './queries.ts';

export const staffFactTypes = [
  'StaffJoined',
  'StaffDetailsChanged',
  'StaffRolesChanged',
  'StaffManagerChanged',
  'StaffLoadMaxSet',
  'StaffLeft',
  'StaffReturned',
  'OrganisationSetUp',
  'AnswerableNamed',
  'RightsStated',
  'BrandingSet',
  'WorkingWeekSet',
  'HolidaysSet',
] as const satisfies readonly StaffFact['type'][];

export async function projectStaff(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<StaffFact>;
  switch (type) {
    case 'StaffJoined':
      return addPerson(tx, entry, data);
    case 'StaffDetailsChanged':
      return updatePerson(tx, entry, await detailsOf<PersonDetails>(tx, data.details.words));
    case 'StaffRolesChanged':
      return updatePerson(tx, entry, { roles: data.roles });
    case 'StaffManagerChanged':
      return updatePerson(tx, entry, { manager_id: data.managerId });
    case 'StaffLoadMaxSet':
      return updatePerson(tx, entry, { load_max: data.loadMax });
    case 'StaffLeft':
      return updatePerson(tx, entry, {
        left_at: recordedAt,
        left_by: data.by,
        left_note_id: data.note?.words ?? null,
        successor_id: data.successorId,
      });
    case 'StaffReturned':
      return updatePerson(tx, entry, {
        left_at: null,
        left_by: null,
        left_note_id: null,
        successor_id: null,
      });
    case 'OrganisationSetUp':
      return setUp(tx, entry, data);
    case 'AnswerableNamed':
      return updateOrganisation(tx, {
        answerable_id: data.answerableId,
        deputy_id: data.deputyId,
      });
    case 'WorkingWeekSet':
      return updateOrganisation(tx, { working_days: JSON.stringify(data.days) });
    case 'HolidaysSet': {
      const holidays = await detailsOf<Holiday[]>(tx, data.holidays.words);
      return updateOrganisation(tx, { holidays: JSON.stringify(holidays) });
    }
    case 'BrandingSet':
      return updateOrganisation(tx, brandOf(data));
    case 'RightsStated':
      return stateRights(tx, data);
  }
}

type DataOf<T extends StaffFact['type']> = Extract<StaffFact, { type: T }>['data'];

const brandOf = ({ accent, logo }: DataOf<'BrandingSet'>) => ({
  accent: accent?.light ?? null,
  accent_dark: accent?.dark ?? null,
  logo_id: logo?.file ?? null,
});

async function stateRights(tx: Tx, { rights }: DataOf<'RightsStated'>): Promise<void> {
  const text = rights ? await readWords(tx, ORGANISATION_ID, rights.words) : null;
  await updateOrganisation(tx, { rights: text });
}

async function addPerson(tx: Tx, entry: Entry, data: DataOf<'StaffJoined'>): Promise<void> {
  const details = await detailsOf<PersonDetails>(tx, data.details.words);
  await tx
    .insertInto('staff')
    .values({
      staff_id: idOf(entry.stream),
      name: details.name,
      title: details.title,
      email: details.email,
      phone: details.phone,
      roles: data.roles,
      manager_id: data.managerId,
      joined_at: entry.recordedAt,
      left_at: null,
    })
    .execute();
}

async function setUp(tx: Tx, entry: Entry, data: DataOf<'OrganisationSetUp'>): Promise<void> {
  const details = await detailsOf<OrganisationDetails>(tx, data.details.words);
  await tx
    .insertInto('organisation')
    .values({
      ...details,
      organisation_id: ORGANISATION_ID,
      zone: data.zone,
      answerable_id: data.answerableId,
      deputy_id: data.deputyId,
      set_up_at: entry.recordedAt,
    })
    .execute();
}

async function updatePerson(
  tx: Tx,
  entry: Entry,
  values: Updateable<Tables['staff']>,
): Promise<void> {
  await tx.updateTable('staff').set(values).where('staff_id', '=', idOf(entry.stream)).execute();
}

async function updateOrganisation(
  tx: Tx,
  values: Updateable<Tables['organisation']>,
): Promise<void> {
  await tx.updateTable('organisation').set(values).execute();
}

async function detailsOf<T>(tx: Tx, wordsId: string): Promise<T> {
  const text = await readWords(tx, ORGANISATION_ID, wordsId);
  if (text === null) throw new Error(`the words ${wordsId} of the organisation are gone`);
  return JSON.parse(text) as T;
}
