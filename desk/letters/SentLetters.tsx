import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { wholeDate } from '../time.ts';
import { kindWords, lettersQuestion } from './letter-types.ts';

/** Each as it went out, to be printed. */
export function SentLetters({ complaintId }: { complaintId: string }) {
  const { i18n } = useLingui();
  const { data } = useQuery(lettersQuestion(complaintId));
  if (!data || data.letters.length === 0) return null;
  return (
    <section aria-labelledby="sent-letters">
      <h2 id="sent-letters">
        <Trans>Letters that went out</Trans>
      </h2>
      <ul>
        {data.letters.map(({ id, kind, author, sentAt }) => (
          <li key={id}>
            <a href={`/api/letters/${id}/letter.pdf`}>
              {i18n._(kindWords[kind])}, {wholeDate(sentAt)}
            </a>{' '}
            <bdi>{author}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
