import type { Database, Tx } from '#database/connection.ts';
import type { EscalationLevel } from './escalation.ts';

export type EscalationView = {
  escalationId: string;
  level: EscalationLevel;
  raisedTo: string;
  raisedToName: string;
  raisedToTitle: string;
  raisedBy: string;
  raisedAt: Date;
  answeredAt: Date | null;
};

export async function escalationsOfComplaint(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<EscalationView[]> {
  const rows = await db
    .selectFrom('escalations')
    .innerJoin('staff', 'staff.staff_id', 'escalations.raised_to')
    .select([
      'escalation_id as escalationId',
      'level',
      'raised_to as raisedTo',
      'staff.name as raisedToName',
      'staff.title as raisedToTitle',
      'raised_by as raisedBy',
      'raised_at as raisedAt',
      'answered_at as answeredAt',
    ])
    .where('customer_id', '=', customerId)
    .where('complaint_id', '=', complaintId)
    .orderBy('raised_at')
    .orderBy('escalation_id')
    .execute();
  return rows as EscalationView[];
}

export async function openEscalations(
  db: Database | Tx,
  customerId: string,
  complaintId: string,
): Promise<EscalationView[]> {
  const all = await escalationsOfComplaint(db, customerId, complaintId);
  return all.filter((escalation) => escalation.answeredAt === null);
}
