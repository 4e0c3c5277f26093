import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { formatLocale } from '../language.ts';
import type { Week } from './flaw-types.ts';

const height = 72;
const step = 12;

/** Complaints a week, as a picture; the table beside it says the same in numbers. */
export function Trend({ weeks }: { weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map(({ traced }) => traced));
  const day = new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <>
      <svg
        className="trend"
        viewBox={`0 0 ${weeks.length * step} ${height}`}
        role="img"
        aria-label={t`Complaints a week; the numbers stand in the table below.`}
      >
        <line x1="0" x2={weeks.length * step} y1={height - 0.5} y2={height - 0.5} />
        {weeks.map(({ weekOf, traced }, place) => {
          const tall = (traced / most) * (height - 4);
          return (
            <rect
              key={weekOf}
              x={place * step + 1}
              y={height - tall}
              width={step - 2}
              height={tall}
            />
          );
        })}
      </svg>
      <details>
        <summary>
          <Trans>The numbers</Trans>
        </summary>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Week of</Trans>
              </th>
              <th scope="col">
                <Trans>Point to it</Trans>
              </th>
              <th scope="col">
                <Trans>All others</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ weekOf, traced, others }) => (
              <tr key={weekOf}>
                <th scope="row">{day.format(new Date(weekOf))}</th>
                <td>{traced}</td>
                <td>{others}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
