import type { Complaint, Escalation } from '../../api/types.ts';
import { At } from '../../parts/Due.tsx';
import { levelWords } from '../../words.ts';
import { FactGroup } from './Fact.tsx';

export function EscalationFacts({ complaint: { escalations } }: { complaint: Complaint }) {
  if (escalations.length === 0) return null;
  return (
    <FactGroup title="Taken higher">
      <ul className="plain-list">
        {escalations.map((escalation) => (
          <li key={escalation.id}>
            <strong>{escalation.raisedTo.name}</strong>
            <p className="quiet">
              to {levelWords[escalation.level]}, {byWhom(escalation)},{' '}
              <At at={escalation.raisedAt} />
            </p>
            <p className={escalation.answeredAt ? 'quiet' : 'due soon'}>
              {escalation.answeredAt ? (
                <>
                  answered <At at={escalation.answeredAt} />
                </>
              ) : (
                'not answered yet'
              )}
            </p>
          </li>
        ))}
      </ul>
    </FactGroup>
  );
}

const byWhom = ({ raisedBy }: Escalation): string =>
  raisedBy === 'customer'
    ? 'at the customer’s wish'
    : raisedBy === 'rule'
      ? 'by rule'
      : 'by one of us';
