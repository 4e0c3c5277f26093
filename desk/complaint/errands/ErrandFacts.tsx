import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { ErrandCard } from '../../errands/ErrandCard.tsx';
import { complaintErrandsQuestion, fixerTeamsQuestion } from '../../errands/questions.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { useKeys } from '../../shortcuts.ts';
import { FactGroup } from '../facts/Fact.tsx';
import { HandDialog } from './HandDialog.tsx';

/** Where the work on it is, and the way to hand more of it to those who can fix it. */
export function ErrandFacts({ complaint }: { complaint: Complaint }) {
  const mayHand = may(useMe(), 'handErrands');
  const { data: teams = [] } = useQuery({ ...fixerTeamsQuestion, enabled: mayHand });
  const { data: errands = [], error } = useQuery({
    ...complaintErrandsQuestion(complaint.id),
    enabled: mayHand,
  });
  const [isHanding, hand] = useState(false);
  const canHand = mayHand && teams.length > 0;
  useKeys(canHand ? { f: () => hand(true) } : {});
  if (!canHand && errands.length === 0) return null;
  return (
    <FactGroup title={t`Work handed over`}>
      <Fault fault={error} />
      <ul className="cards">
        {errands.map((errand) => (
          <ErrandCard key={errand.id} errand={errand} />
        ))}
      </ul>
      {canHand && (
        <div className="buttons">
          <Button onPress={() => hand(true)}>
            <Trans>Hand it to fixers</Trans>
          </Button>
        </div>
      )}
      {isHanding && <HandDialog complaint={complaint} onClose={() => hand(false)} />}
    </FactGroup>
  );
}
