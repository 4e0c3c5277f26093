import type { Database } from '#database/connection.ts';
import type { ClosingBasis } from './complaint.ts';

/** A complaint as it stands beside another one of the same person. */
export type PersonsComplaint = {
  complaintId: string;
  reference: string;
  kind: string;
  state: 'to_do' | 'waiting' | 'done';
  receivedAt: Date;
  closedAt: Date | null;
  closedBasis: ClosingBasis | null;
  closedInSilence: boolean;
  ownerName: string;
};

/** All complaints of all customers who are one person, the newest first. */
export async function personsComplaints(
  db: Database,
  customerIds: readonly string[],
  limit: number,
): Promise<PersonsComplaint[]> {
  const rows = await db
    .selectFrom('complaints')
    .innerJoin('staff', 'staff.staff_id', 'complaints.owner_id')
    .select([
      'complaint_id as complaintId',
      'reference',
      'kind',
      'state',
      'received_at as receivedAt',
      'closed_at as closedAt',
      'closed_basis as closedBasis',
      'closed_in_silence as closedInSilence',
      'staff.name as ownerName',
    ])
    .where('customer_id', 'in', customerIds)
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute();
  return rows as PersonsComplaint[];
}
