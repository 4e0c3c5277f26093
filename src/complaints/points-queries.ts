import type { Database, Tx } from '#database/connection.ts';
import type { Of } from './commands.ts';
import type { Finding } from './points.ts';

/** A point as people see it. */
export type PointView = {
  pointId: string;
  text: string | null;
  /** The words of the customer from which it was taken. */
  messageId: string | null;
  notedAt: Date;
  notedByName: string | null;
  finding: Finding | null;
  reason: string | null;
  foundAt: Date | null;
  foundByName: string | null;
  /** How often somebody looked. */
  foundTimes: number;
  isDropped: boolean;
};

/** All points of a complaint in the order in which they were noted, with those taken out again. */
export async function pointsOfComplaint(db: Database | Tx, of: Of): Promise<PointView[]> {
  const rows = await db
    .selectFrom('points')
    .leftJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'points.customer_id')
        .onRef('words.words_id', '=', 'points.words_id'),
    )
    .leftJoin('words as reasons', (join) =>
      join
        .onRef('reasons.customer_id', '=', 'points.customer_id')
        .onRef('reasons.words_id', '=', 'points.finding_reason_id'),
    )
    .leftJoin('staff as noter', 'noter.staff_id', 'points.noted_by')
    .leftJoin('staff as finder', 'finder.staff_id', 'points.found_by')
    .select([
      'point_id as pointId',
      'words.text',
      'message_id as messageId',
      'noted_at as notedAt',
      'noter.name as notedByName',
      'finding',
      'reasons.text as reason',
      'found_at as foundAt',
      'finder.name as foundByName',
      'found_times as foundTimes',
      'dropped_at as droppedAt',
    ])
    .where('points.customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('noted_at')
    .orderBy('point_id')
    .execute();
  return rows.map(({ droppedAt, finding, ...point }) => ({
    ...point,
    finding: finding as Finding | null,
    isDropped: droppedAt !== null,
  }));
}

/** Whether these are words of the customer in this complaint. */
export async function isMessageOf(tx: Tx, of: Of, messageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('messages')
    .select('message_id')
    .where('customer_id', '=', of.customerId)
    .where('message_id', '=', messageId)
    .where('complaint_id', '=', of.complaintId)
    .where('author', '=', 'customer')
    .executeTakeFirst();
  return row !== undefined;
}
