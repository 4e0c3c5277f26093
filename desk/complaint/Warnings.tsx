import { Link } from '@tanstack/react-router';
import type { Complaint, NoticeOf } from '../api/types.ts';
import { useMe } from '../me.ts';
import { pastInWords, useNow } from '../time.ts';
import { noticeTitle } from '../words.ts';

/** Nothing fails in silence: what did not reach the customer stands above the thread. */
export function Warnings({ complaint }: { complaint: Complaint }) {
  const { mail } = useMe();
  const failed = complaint.notices.filter(({ state }) => state === 'failed');
  const waiting = complaint.notices.filter(({ state }) => state === 'waiting');
  if (failed.length + waiting.length === 0) return null;
  const reason = mail.configured
    ? 'They are on their way.'
    : 'No mail server is set up, so they stay in the outbox; the private page shows everything.';
  return (
    <section className="warnings" aria-label="Messages not delivered">
      {failed.length > 0 && (
        <div className="warning failed">
          <p>
            <strong>The customer did not get this.</strong> Ring or write another way.
          </p>
          <NoticeLines notices={failed} />
        </div>
      )}
      {waiting.length > 0 && (
        <details className="warning">
          <summary>
            {waiting.length === 1
              ? 'One message has not left yet.'
              : `${waiting.length} messages have not left yet.`}
          </summary>
          <p>
            {reason} <Link to="/outbox">Open the outbox</Link>
          </p>
          <NoticeLines notices={waiting} />
        </details>
      )}
    </section>
  );
}

function NoticeLines({ notices }: { notices: readonly NoticeOf[] }) {
  const now = useNow();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={notice.id}>
          {noticeTitle(notice)} ({pastInWords(notice.queuedAt, now)})
        </li>
      ))}
    </ul>
  );
}
