import type { Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { OrganisationDetails, PersonDetails, StaffFact } from './person.ts';

export const staffFactTypes = ['StaffJoined', 'OrganisationSetUp', 'RightsStated'] as const;

export async function projectStaff(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<StaffFact>;
  if (type === 'StaffJoined') {
    const details = await detailsOf<PersonDetails>(tx, data.details.words);
    await tx
      .insertInto('staff')
      .values({
        staff_id: idOf(stream),
        name: details.name,
        title: details.title,
        email: details.email,
        phone: details.phone,
        roles: data.roles,
        manager_id: data.managerId,
        joined_at: recordedAt,
        left_at: null,
      })
      .execute();
    return;
  }
  if (type === 'RightsStated') {
    const rights = data.rights ? await readWords(tx, ORGANISATION_ID, data.rights.words) : null;
    await tx.updateTable('organisation').set({ rights }).execute();
    return;
  }
  const details = await detailsOf<OrganisationDetails>(tx, data.details.words);
  await tx
    .insertInto('organisation')
    .values({
      ...details,
      organisation_id: ORGANISATION_ID,
      zone: data.zone,
      answerable_id: data.answerableId,
      deputy_id: data.deputyId,
      set_up_at: recordedAt,
    })
    .execute();
}

async function detailsOf<T>(tx: Tx, wordsId: string): Promise<T> {
  const text = await readWords(tx, ORGANISATION_ID, wordsId);
  if (text === null) throw new Error(`the words ${wordsId} of the organisation are gone`);
  return JSON.parse(text) as T;
}
