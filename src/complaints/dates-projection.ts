import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { changeLater, type Later, putIn } from '#database/pending.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { PromiseFact } from '#promises/index.ts';
import { addLoad, changeComplaint, loadRow } from './loads.ts';

/** Promises of a complaint move its next date and may make it our turn again. */
export const datedFactTypes = [
  'PromiseMade',
  'PromiseKept',
  'PromiseBroken',
  'PromiseRenewed',
  'PromiseConfirmed',
  'PromiseDisputed',
  'PromiseReleased',
  'PromiseReopened',
] as const satisfies readonly PromiseFact['type'][];

/** Keeps the complaint's next date: the earliest of its open promises. */
export async function projectDates(tx: Tx, entry: Entry): Promise<void> {
  const { customerId, stream } = entry;
  const { type, data } = entry as Entry<PromiseFact>;
  const key = { customer_id: customerId, complaint_id: data.complaintId, promise_id: idOf(stream) };
  if (type === 'PromiseMade') {
    return addDate(tx, { ...key, due_at: new Date(data.dueAt) }, data.ownerId);
  }
  const isOpen = type === 'PromiseReopened' && data.state === 'open';
  if (type === 'PromiseRenewed' || isOpen) {
    await setDate(tx, { ...key, due_at: new Date(data.dueAt) });
  } else {
    await dropDate(tx, key);
  }
  const isOurTurn = ourTurnTypes.has(type);
  await changeComplaint(
    tx,
    { customerId, complaintId: data.complaintId },
    {
      next_at: sql<Date | null>`least(coalesce(${earliestDate(key)}, look_at), put_off_at)`,
      ...(isOurTurn
        ? { state: sql<string>`case when closed_at is null then 'to_do' else state end` }
        : {}),
    },
  );
}

const ourTurnTypes = new Set(['PromiseBroken', 'PromiseDisputed', 'PromiseReopened']);

async function addDate(tx: Tx, row: DateKey & { due_at: Date }, ownerId: string): Promise<void> {
  await addLoad(tx, loadRow(row.complaint_id, ownerId, { promised_count: 1 }));
  await putIn(tx, 'complaint_dates', row);
  await changeLater(tx, dateByPromise, row);
}

/** Of rows that have this very date already none is written: it would write all their indexes. */
const dateByPromise: Later<DateKey> = {
  tables: ['complaints'],
  statement: (tx, rows) =>
    sql`
    with dated as (
      select customer_id, complaint_id, min(due_at) as due_at from complaint_dates
      where (customer_id, complaint_id) in (
        select * from unnest(${rows.map((row) => row.customer_id)}::uuid[],
          ${rows.map((row) => row.complaint_id)}::uuid[]))
      group by 1, 2 order by 1, 2)
    update complaints set next_at = least(dated.due_at, put_off_at) from dated
    where complaints.customer_id = dated.customer_id
      and complaints.complaint_id = dated.complaint_id
      and (look_at is not null or next_at is null or next_at > dated.due_at)`.compile(tx),
};

const earliestDate = (of: DateKey) => sql<Date | null>`(
  select min(due_at) from complaint_dates
  where customer_id = ${of.customer_id} and complaint_id = ${of.complaint_id})`;

type DateKey = { customer_id: string; complaint_id: string; promise_id: string };

async function setDate(tx: Tx, row: DateKey & { due_at: Date }): Promise<void> {
  await tx
    .insertInto('complaint_dates')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['customer_id', 'complaint_id', 'promise_id'])
        .doUpdateSet({ due_at: row.due_at }),
    )
    .execute();
}

async function dropDate(tx: Tx, key: DateKey): Promise<void> {
  await tx
    .deleteFrom('complaint_dates')
    .where('customer_id', '=', key.customer_id)
    .where('complaint_id', '=', key.complaint_id)
    .where('promise_id', '=', key.promise_id)
    .execute();
}
