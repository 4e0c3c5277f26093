import { Link } from '@tanstack/react-router';
import type { Complaint } from '../api/types.ts';

/** Joined to another complaint: everything goes on there. */
export function JoinedBar({ complaint: { goesOnIn } }: { complaint: Complaint }) {
  if (!goesOnIn) return null;
  const { id, reference } = goesOnIn;
  return (
    <p className="bar-note">
      <span>
        This goes on in{' '}
        <Link to="/complaints/$id" params={{ id }} className="reference">
          {reference}
        </Link>
        . What the customer says here is heard there, too.
      </span>
    </p>
  );
}
