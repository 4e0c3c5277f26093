import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { read } from '../../api/client.ts';
import type { Complaint } from '../../api/types.ts';
import { At, Due } from '../../parts/Due.tsx';
import { FactGroup } from '../facts/Fact.tsx';
import type { ClockWindow, ComplaintClock, ComplaintDates } from './clock-types.ts';
import { moveWords, noticeWords, whyInWords } from './words.ts';

/** Asked anew with every change of the complaint. */
const datesQuestion = (id: string) =>
  queryOptions({
    queryKey: ['complaint', id, 'clocks'],
    queryFn: () => read<ComplaintDates>(`/complaints/${encodeURIComponent(id)}/clocks`),
  });

const daySeconds = 86_400;

/** What the rules want, by when, and why; absent where no rules are switched on. */
export function ClockFacts({ complaint: { id } }: { complaint: Complaint }) {
  const { data } = useQuery(datesQuestion(id));
  // That a person answers is promised, and stands among the promises.
  const clocks = data?.clocks.filter(
    ({ pack, state }) => pack.id !== 'first-answer' && state !== 'ended',
  );
  if (!data || !clocks?.length) return null;
  const waited = Math.floor(data.waited.seconds / daySeconds);
  const days = plural(waited, { one: '# day', other: '# days' });
  return (
    <FactGroup title={t`Due by the rules`}>
      <ul className="plain-list">
        {clocks.map((clock) => (
          <ClockLine key={clock.id} clock={clock} />
        ))}
        {data.windows.map((window) => (
          <WindowLine key={window.rule} window={window} />
        ))}
      </ul>
      {waited > 0 && (
        <p className="quiet">
          <Trans>We waited for the customer for {days}. No date stops because of that.</Trans>
        </p>
      )}
    </FactGroup>
  );
}

function ClockLine({ clock }: { clock: ComplaintClock }) {
  const { notice, state, dueAt, metAt, source, confidence, moves } = clock;
  const move = moves.at(-1);
  return (
    <li>
      <strong>{noticeWords[notice]}</strong>
      <p>
        {state === 'met' && metAt ? (
          <Trans>
            done <At at={metAt} />
          </Trans>
        ) : (
          <Due at={dueAt} />
        )}
      </p>
      <p className="quiet">
        {whyInWords(clock)}
        {source && <cite className="source">{source}</cite>}
      </p>
      {move && (
        <p className="quiet">
          {moveWords[move.cause]} {move.reason && <q>{move.reason}</q>}
        </p>
      )}
      {confidence !== 'read' && (
        <p className="quiet">
          <Trans>The source of this rule was not seen by us: check with your adviser.</Trans>
        </p>
      )}
    </li>
  );
}

function WindowLine({ window: { until, source } }: { window: ClockWindow }) {
  return (
    <li>
      <strong>
        <Trans>A shorter way</Trans>
      </strong>
      <p>
        <Trans>
          open until <At at={until} />
        </Trans>
      </p>
      <p className="quiet">
        <cite className="source">{source}</cite>
      </p>
    </li>
  );
}
