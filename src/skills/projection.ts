import type { Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { SkillFact } from './skill.ts';

export const skillFactTypes = [
  'AreaNamed',
  'AreaRetired',
  'SkillGranted',
  'SkillEnded',
] as const satisfies readonly SkillFact['type'][];

export async function projectSkill(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, stream, recordedAt } = entry as Entry<SkillFact>;
  const id = idOf(stream);
  switch (type) {
    case 'AreaNamed':
      return nameArea(tx, id, data.name.words);
    case 'AreaRetired':
      await tx
        .updateTable('areas')
        .set({ retired_at: recordedAt })
        .where('area_id', '=', id)
        .execute();
      return;
    case 'SkillGranted':
      return grant(tx, entry, data);
    case 'SkillEnded':
      await tx
        .deleteFrom('skills')
        .where('staff_id', '=', id)
        .where('area_id', '=', data.areaId)
        .execute();
      return;
  }
}

async function nameArea(tx: Tx, areaId: string, wordsId: string): Promise<void> {
  const name = (await readWords(tx, ORGANISATION_ID, wordsId)) ?? '';
  await tx
    .insertInto('areas')
    .values({ area_id: areaId, name })
    .onConflict((conflict) => conflict.column('area_id').doUpdateSet({ name }))
    .execute();
}

async function grant(
  tx: Tx,
  { stream, recordedAt }: Entry,
  data: Extract<SkillFact, { type: 'SkillGranted' }>['data'],
): Promise<void> {
  const granted = {
    level: data.level,
    valid_until: data.validUntil,
    granted_by: data.by,
    granted_at: recordedAt,
  };
  await tx
    .insertInto('skills')
    .values({ staff_id: idOf(stream), area_id: data.areaId, ...granted })
    .onConflict((conflict) => conflict.columns(['staff_id', 'area_id']).doUpdateSet(granted))
    .execute();
}
