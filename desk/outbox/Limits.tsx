import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { WayOut } from '../api/outbox-types.ts';
import { waitingWords } from './fault-words.ts';

/** How fast mail goes out, for whoever wonders why some of it waits. */
export function Limits({ ways = [] }: { ways: WayOut[] | undefined }) {
  if (ways.length === 0) return null;
  return (
    <section aria-label={t`How mail goes out`}>
      <h2>
        <Trans>How mail goes out</Trans>
      </h2>
      <ul className="limits">
        {ways.map((way) => (
          <li key={way.id ?? 'organisation'}>
            <bdi dir="ltr">{way.address}</bdi> <span className="quiet">{stateOf(way)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateOf({ perMinute, lastMinute, configured, fault }: WayOut): string {
  if (fault) return waitingWords(fault);
  if (!configured) return t`No mail server is set up: its mail waits.`;
  return t`${lastMinute} in the last minute; ${perMinute} at most`;
}
