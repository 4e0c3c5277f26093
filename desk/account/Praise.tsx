import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { praiseQuestion } from '../api/questions.ts';
import { At } from '../parts/Due.tsx';

/** What customers said to somebody. It is read, never counted. */
export function Praise({ staffId }: { staffId: string }) {
  const { data: praise = [] } = useQuery(praiseQuestion(staffId));
  if (praise.length === 0) return null;
  return (
    <section aria-labelledby="praise">
      <h2 id="praise">
        <Trans>What customers said</Trans>
      </h2>
      <ul className="cards">
        {praise.map(({ id, text, receivedAt }) => (
          <li key={id} className="card">
            <p className="words" dir="auto">
              {text}
            </p>
            <p className="quiet">
              <Link to="/complaints/$id" params={{ id }}>
                <At at={receivedAt} />
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
