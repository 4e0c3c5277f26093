import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';

/** Who reports to a person, and who reports to those: their team. People who have left belong to it. */
export async function teamOf(db: Database, staffId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select staff_id as id from staff where manager_id = ${staffId}
    union
    select second.staff_id from staff as first
    join staff as second on second.manager_id = first.staff_id
    where first.manager_id = ${staffId} and second.staff_id <> ${staffId}
    order by id`.execute(db);
  return rows.map(({ id }) => id);
}
