import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Complaint } from '../api/types.ts';

/** Joined to another complaint: everything goes on there. */
export function JoinedBar({ complaint }: { complaint: Complaint }) {
  const { goesOnIn } = complaint;
  if (!goesOnIn) return <SplitNote complaint={complaint} />;
  const { id, reference } = goesOnIn;
  return (
    <p className="bar-note">
      <span>
        <Trans>
          This goes on in{' '}
          <Link to="/complaints/$id" params={{ id }} className="reference">
            {reference}
          </Link>
          . What the customer says here is heard there, too.
        </Trans>
      </span>
    </p>
  );
}

/** It was a part of another complaint, or a part of it became one. */
function SplitNote({ complaint: { splitFrom, splitInto } }: { complaint: Complaint }) {
  if (!splitFrom && splitInto.length === 0) return null;
  return (
    <div className="bar-note">
      {splitFrom && (
        <p>
          <Trans>
            This was a part of <References of={[splitFrom]} />
          </Trans>
        </p>
      )}
      {splitInto.length > 0 && (
        <p>
          <Trans>
            A part of this is a complaint of its own: <References of={splitInto} />
          </Trans>
        </p>
      )}
    </div>
  );
}

const References = ({ of }: { of: Complaint['splitInto'] }) =>
  of.map(({ id, reference }) => (
    <Link key={id} to="/complaints/$id" params={{ id }} className="reference">
      {reference}{' '}
    </Link>
  ));
