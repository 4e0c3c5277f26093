import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { PointFact } from './points.ts';

export const pointFactTypes = [
  'PointNoted',
  'PointReworded',
  'PointDropped',
  'PointFound',
] as const satisfies readonly PointFact['type'][];

export async function projectPoint(tx: Tx, entry: Entry): Promise<void> {
  const { type, data, recordedAt } = entry as Entry<PointFact>;
  switch (type) {
    case 'PointNoted':
      return insert(tx, entry, data);
    // What was found about the old words is not found about the new ones.
    case 'PointReworded':
      return update(tx, entry, { words_id: data.words.words, ...noFinding });
    case 'PointDropped':
      return update(tx, entry, {
        dropped_reason_id: data.reason.words,
        dropped_at: recordedAt,
      });
    case 'PointFound':
      return update(tx, entry, {
        finding: data.finding,
        finding_reason_id: data.reason.words,
        found_by: data.staffId,
        found_at: recordedAt,
        found_times: sql`found_times + 1`,
      });
  }
}

const noFinding = { finding: null, finding_reason_id: null, found_by: null, found_at: null };

type DataOf<T extends PointFact['type']> = Extract<PointFact, { type: T }>['data'];

async function insert(tx: Tx, entry: Entry, data: DataOf<'PointNoted'>): Promise<void> {
  await tx
    .insertInto('points')
    .values({
      customer_id: entry.customerId,
      point_id: data.pointId,
      complaint_id: idOf(entry.stream),
      words_id: data.words.words,
      message_id: data.messageId,
      noted_by: data.staffId,
      noted_at: entry.recordedAt,
      found_times: 0,
    })
    .execute();
}

async function update(tx: Tx, entry: Entry, values: Record<string, unknown>): Promise<void> {
  await tx
    .updateTable('points')
    .set(values)
    .where('customer_id', '=', entry.customerId)
    .where('point_id', '=', String(entry.data['pointId']))
    .execute();
}
