import { sql } from 'kysely';
import { type Clock, dayMs, later } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { assertOrganisation, lineAbove, organisationOf } from '#staff/index.ts';
import { giveTask } from '#tasks/index.ts';
import { today } from './queries.ts';

/** So long before a skill expires its renewal can be arranged without haste. */
const daysAhead = 30;
const batchMax = 100;

type Expiring = { staffId: string; key: string };

/** Swept: the manager is told in time, once for each date on which a skill expires. */
export async function remindOfExpiring(
  db: Database,
  ledger: Ledger,
  clock: Clock,
): Promise<number> {
  if (!(await organisationOf(db))) return 0;
  const last = await today(db, later(clock.now(), daysAhead * dayMs));
  return eachInItsUnit(ledger, await expiring(db, last), async (unit, { staffId, key }) => {
    const [manager] = await lineAbove(unit.tx, staffId);
    const receiver = manager?.staffId ?? (await assertOrganisation(unit.tx)).answerableId;
    await giveTask(unit, {
      staffId: receiver,
      kind: 'skill_expires',
      key,
      subject: { staffId },
    });
  });
}

async function expiring(db: Database, last: string): Promise<Expiring[]> {
  const key = sql`'skill:' || skills.staff_id || ':' || skills.area_id || ':' || valid_until`;
  const { rows } = await sql<Expiring>`
    select skills.staff_id as "staffId", ${key} as key
    from skills
    join staff on staff.staff_id = skills.staff_id and left_at is null
    join areas on areas.area_id = skills.area_id and retired_at is null
    where valid_until <= ${last}::date and not exists (select from tasks where tasks.key = ${key})
    limit ${batchMax}`.execute(db);
  return rows;
}
