import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import type { FlawRow } from './flaw-types.ts';
import { type FlawPart, flawParts, flawsQuestion } from './questions.ts';
import { fixWords, harmWords, stateWords } from './words.ts';

const partWords: Readonly<Record<FlawPart, string>> = {
  open: t({ message: 'Open', context: 'flaws' }),
  ended: t({ message: 'Ended', context: 'flaws' }),
  dismissed: t({ message: 'Dismissed', context: 'flaws' }),
};

/** What is wrong with us. */
export function FlawsScreen() {
  const { part } = useSearch({ from: '/shell/flaws' });
  const { data: flaws, error } = useQuery(flawsQuestion(part));
  const navigate = useNavigate();
  return (
    <div className="page spaced">
      <header className="page-head">
        <ScreenTitle title={t`Flaws`}>
          <Trans>Flaws</Trans>
        </ScreenTitle>
      </header>
      <p className="lead">
        <Trans>
          What is wrong with us. When more complaints than usual are about the same, it comes here
          by itself; a person confirms it, and everybody whom it hit is told when it is fixed.
        </Trans>
      </p>
      <div className="field">
        <label htmlFor="part">
          <Trans>Shown</Trans>
        </label>
        <select
          id="part"
          value={part}
          onChange={(event) =>
            void navigate({ to: '/flaws', search: { part: event.target.value as FlawPart } })
          }
        >
          {flawParts.map((one) => (
            <option key={one} value={one}>
              {partWords[one]}
            </option>
          ))}
        </select>
      </div>
      <Fault fault={error} />
      {flaws?.length === 0 && (
        <Empty title={t`No flaw here.`}>
          <Trans>New complaints are looked at within a minute.</Trans>
        </Empty>
      )}
      <ul className="cards">
        {flaws?.map((flaw) => (
          <FlawCard key={flaw.id} flaw={flaw} />
        ))}
      </ul>
    </div>
  );
}

function FlawCard({ flaw }: { flaw: FlawRow }) {
  const { id, name, state, harm, owner, newestAt, fix, returnedTimes } = flaw;
  return (
    <li className="card">
      <p className="byline">
        <Link to="/flaws/$id" params={{ id }} dir="auto">
          <strong>{name}</strong>
        </Link>
        <span>{owner.name}</span>
      </p>
      <p>
        {[
          stateWords[state],
          countWords(flaw),
          harm && harmWords[harm],
          fix && fixWords[fix.state],
          returnedTimes > 0 &&
            plural(returnedTimes, { one: 'came back once', other: 'came back # times' }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {newestAt && (
        <p className="quiet">
          <Trans>
            The newest complaint: <At at={newestAt} />
          </Trans>
        </p>
      )}
    </li>
  );
}

export const countWords = ({ complaints, customers }: FlawRow): string => {
  const who = plural(customers, { one: '# customer', other: '# customers' });
  return plural(complaints, {
    one: `# complaint, ${who}`,
    other: `# complaints, ${who}`,
  });
};
