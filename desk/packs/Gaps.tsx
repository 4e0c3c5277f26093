import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fault } from '../parts/Fault.tsx';
import { gapsQuestion } from './pack-types.ts';

/** What this pack wants on record and is not, each with whoever has the complaint. */
export function Gaps({ packId }: { packId: string }) {
  const { data, error } = useQuery(gapsQuestion(packId));
  return (
    <div className="pack-more">
      <Fault fault={error} />
      {data?.gaps.length === 0 && (
        <p>
          <Trans>Everything is on record.</Trans>
        </p>
      )}
      <ul aria-label={t`What is not on record`}>
        {data?.gaps.map(({ complaintId, reference, owner, missing }) => (
          <li key={complaintId}>
            <Link to="/complaints/$id" params={{ id: complaintId }} className="reference">
              {reference}
            </Link>{' '}
            <bdi>{owner.name}</bdi>
            <p className="quiet">{missing.map(({ label }) => label).join(', ')}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
