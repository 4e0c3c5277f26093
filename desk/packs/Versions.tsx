import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Fault } from '../parts/Fault.tsx';
import { comparisonQuestion, type PackLine } from './pack-types.ts';

/** What the latest version says differently from the one before. */
export function Versions({ pack }: { pack: PackLine }) {
  const [latest, earlier] = pack.versions;
  const from = earlier?.version ?? '';
  const to = latest?.version ?? '';
  const { data, error } = useQuery(comparisonQuestion(pack.id, from, to));
  return (
    <div className="pack-more">
      <Fault fault={error} />
      {data && (
        <div className="wide-table" role="region" aria-label={t`Differences`} tabIndex={0}>
          <table>
            <caption>
              <Trans>
                What {to} says differently from {from}
              </Trans>
            </caption>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Where</Trans>
                </th>
                <th scope="col">{from}</th>
                <th scope="col">{to}</th>
              </tr>
            </thead>
            <tbody>
              {data.differences.map(({ path, before, after }) => (
                <tr key={path}>
                  <th scope="row">
                    <code>{path}</code>
                  </th>
                  <td>{before ?? '–'}</td>
                  <td>{after ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
