import { ORGANISATION_ID } from '#id.ts';
import { readWords } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { assertOrganisation, staffById } from './queries.ts';

/** How often what somebody had may have been handed on before it goes to whoever answers. */
const handedOnMax = 20;

/** Who has left, who said so, the note for colleagues, and who is here to take over. */
export type Leaver = { name: string; leftBy: string; note: string | null; successorId: string };

/** A successor may have left, too: then theirs, and in the end whoever answers for complaints. */
export async function leaverOf(unit: Unit, staffId: string): Promise<Leaver | undefined> {
  const first = await leftRow(unit, staffId);
  if (!first?.left_by) return undefined;
  const noteId = first.left_note_id;
  const note = noteId && (await readWords(unit.tx, ORGANISATION_ID, noteId));
  const { name, left_by: leftBy } = first;
  return { name, leftBy, note: note || null, successorId: await hereAfter(unit, first) };
}

async function hereAfter(unit: Unit, first: { successor_id: string | null }): Promise<string> {
  let next = first.successor_id;
  for (let times = 0; next && times < handedOnMax; times++) {
    if (await staffById(unit.tx, next)) return next;
    next = (await leftRow(unit, next))?.successor_id ?? null;
  }
  return (await assertOrganisation(unit.tx)).answerableId;
}

const leftRow = (unit: Unit, staffId: string) =>
  unit.tx
    .selectFrom('staff')
    .select(['name', 'left_by', 'left_note_id', 'successor_id'])
    .where('staff_id', '=', staffId)
    .where('left_at', 'is not', null)
    .executeTakeFirst();
