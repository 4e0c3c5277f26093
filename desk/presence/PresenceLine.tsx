import { presentWords, usePresent } from './use-presence.ts';

/** Who else has this complaint in front of them; who writes comes first. */
export function PresenceLine({ complaintId }: { complaintId: string }) {
  const here = usePresent()
    .filter((one) => one.complaintId === complaintId)
    .toSorted((one, other) => (one.doing < other.doing ? 1 : -1));
  return (
    <p className="presence" role="status">
      {here.map((one) => (
        <span key={one.person.id} className={one.doing}>
          {presentWords(one)}
        </span>
      ))}
    </p>
  );
}
