import type { WordsRef } from '#ledger/content.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';

/** How high: the line manager of whoever has it, or the head of the organisation. */
export const escalationLevels = ['manager', 'executive'] as const;
export type EscalationLevel = (typeof escalationLevels)[number];

type Is<T extends string, D> = { type: T; data: D };

export type EscalationFact = Fact &
  (
    | Is<
        'EscalationRaised',
        {
          complaintId: string;
          level: EscalationLevel;
          raisedTo: string;
          raisedBy: 'customer' | 'staff' | 'rule';
          reason: WordsRef | null;
        }
      >
    | Is<'EscalationPassedOn', { complaintId: string; raisedTo: string }>
    | Is<'EscalationAnswered', { complaintId: string; staffId: string }>
  );

export const escalationStream = (customerId: string, escalationId: string): Stream => ({
  customerId,
  stream: `escalation:${escalationId}`,
});

export type Escalation = { escalationId: string; raisedTo: string; isAnswered: boolean };

export function escalationFrom(entries: readonly Entry[]): Escalation | undefined {
  const [first, ...rest] = entries as readonly Entry<EscalationFact>[];
  if (first?.type !== 'EscalationRaised') return undefined;
  const isAnswered = rest.some((entry) => entry.type === 'EscalationAnswered');
  const passed = rest.findLast((entry) => entry.type === 'EscalationPassedOn');
  const { raisedTo } = (passed ?? first).data;
  return { escalationId: idOf(first.stream), raisedTo, isAnswered };
}

/** Whoever it went to has left. */
export const passOn = (
  escalation: Escalation,
  complaintId: string,
  raisedTo: string,
): EscalationFact[] =>
  escalation.isAnswered ? [] : [{ type: 'EscalationPassedOn', data: { complaintId, raisedTo } }];

/** Law 5: there is no decision to refuse. It is answered when whoever it went to has answered. */
export function answer(
  escalation: Escalation,
  complaintId: string,
  staffId: string,
): EscalationFact[] {
  if (escalation.isAnswered || escalation.raisedTo !== staffId) return [];
  return [{ type: 'EscalationAnswered', data: { complaintId, staffId } }];
}
