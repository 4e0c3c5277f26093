import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Complaint, Escalation } from '../../api/types.ts';
import { At } from '../../parts/Due.tsx';
import { levelWords } from '../../words.ts';
import { FactGroup } from './Fact.tsx';

export function EscalationFacts({ complaint: { escalations } }: { complaint: Complaint }) {
  if (escalations.length === 0) return null;
  return (
    <FactGroup title={t`Taken higher`}>
      <ul className="plain-list">
        {escalations.map((escalation) => (
          <li key={escalation.id}>
            <strong>{escalation.raisedTo.name}</strong>
            <p className="quiet">
              <Raised escalation={escalation} />
            </p>
            <p className={escalation.answeredAt ? 'quiet' : 'due soon'}>
              {escalation.answeredAt ? (
                <Trans>
                  answered <At at={escalation.answeredAt} />
                </Trans>
              ) : (
                t`not answered yet`
              )}
            </p>
          </li>
        ))}
      </ul>
    </FactGroup>
  );
}

function Raised({ escalation }: { escalation: Escalation }) {
  const level = levelWords[escalation.level];
  const by = byWhom(escalation);
  return (
    <Trans>
      {level}, {by}, <At at={escalation.raisedAt} />
    </Trans>
  );
}

const byWhom = ({ raisedBy }: Escalation): string =>
  raisedBy === 'customer'
    ? t`at the customer’s wish`
    : raisedBy === 'rule'
      ? t`by rule`
      : t`by one of us`;
