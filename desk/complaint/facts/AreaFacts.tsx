import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { areasQuestion } from '../../api/questions.ts';
import type { Complaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Fault } from '../../parts/Fault.tsx';
import { Field } from '../../parts/Field.tsx';
import { useAct } from '../../parts/use-act.ts';
import { FactGroup } from './Fact.tsx';

/** Of which area it is; absent where the organisation has none. */
export function AreaFacts({ complaint: { id, area, pairedWith } }: { complaint: Complaint }) {
  const me = useMe();
  const beside = pairedWith?.name;
  const { data: areas = [] } = useQuery(areasQuestion);
  const setting = useAct({ complaintId: id, said: t`The area is set.` });
  const choice = areas.filter(({ id: areaId, isRetired }) => !isRetired || areaId === area?.id);
  if (choice.length === 0) return null;
  return (
    <FactGroup title={t`Area`}>
      {may(me, 'handOver') ? (
        <Field label={t`What one has to be trained for`}>
          {(wired) => (
            <select
              {...wired}
              value={area?.id ?? ''}
              onChange={({ target }) =>
                setting.mutate({
                  path: `/complaints/${id}/area`,
                  body: { areaId: target.value || null },
                })
              }
            >
              <option value="">
                <Trans>No area</Trans>
              </option>
              {choice.map(({ id: areaId, name }) => (
                <option key={areaId} value={areaId}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <p>{area?.name ?? t`No area`}</p>
      )}
      {beside && (
        <p className="quiet">
          <Trans>
            <bdi>{beside}</bdi> stands beside whoever has it.
          </Trans>
        </p>
      )}
      <Fault fault={setting.error} />
    </FactGroup>
  );
}
