import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { draftPlacesQuestion } from '../api/draft-questions.ts';
import { initials } from '../words.ts';
import { presentWords, usePresent } from './use-presence.ts';

type Props = { complaintId: string; hasDraft: boolean };

/** What of mine lies in it, and who else is there. */
export function RowMarks({ complaintId, hasDraft }: Props) {
  const { data: places } = useQuery(draftPlacesQuestion);
  const mine = places?.filter((place) => place.complaintId === complaintId) ?? [];
  const there = usePresent().filter((one) => one.complaintId === complaintId);
  const isHeld = mine.some(({ state }) => state === 'held');
  return (
    <>
      {isHeld && (
        <span className="draft-mark held">
          <Trans>Not sent</Trans>
        </span>
      )}
      {!isHeld && (hasDraft || mine.length > 0) && (
        <span className="draft-mark">
          <Trans>Draft</Trans>
        </span>
      )}
      {there.map((one) => (
        <span key={one.person.id} className={`there-mark ${one.doing}`} title={presentWords(one)}>
          <span aria-hidden="true">{initials(one.person.name)}</span>
          <span className="unseen">{presentWords(one)}</span>
        </span>
      ))}
    </>
  );
}
