import { Link } from '@tanstack/react-router';
import type { Complaint, NoticeOf } from '../api/types.ts';
import { useMe } from '../me.ts';
import { count, pastInWords, useNow } from '../time.ts';
import { failureWords, noticeTitle } from '../words.ts';

/** Nothing fails in silence: what did not reach the customer stands above the thread. */
export function Warnings({ complaint: { notices } }: { complaint: Complaint }) {
  const failed = notices.filter(({ state, againAs }) => state === 'failed' && !againAs);
  const waiting = notices.filter(({ state }) => state === 'waiting');
  if (failed.length + waiting.length === 0) return null;
  return (
    <section className="warnings" aria-label="Messages not delivered">
      {failed.length > 0 && (
        <div className="warning failed">
          <p>
            <strong>This did not arrive.</strong> Ring or write another way, or{' '}
            <Link to="/outbox">send it again</Link>.
          </p>
          <NoticeLines notices={failed} />
        </div>
      )}
      <Waiting notices={waiting.filter(({ channel }) => channel !== 'post')} />
      <Letters notices={waiting.filter(({ channel }) => channel === 'post')} />
    </section>
  );
}

function Waiting({ notices }: { notices: readonly NoticeOf[] }) {
  const { mail } = useMe();
  if (notices.length === 0) return null;
  const reason = mail.configured
    ? 'They are on their way.'
    : 'No mail server is set up, so they stay in the outbox; the private page shows everything.';
  return (
    <details className="warning">
      <summary>
        {notices.length === 1
          ? 'One message has not left yet.'
          : `${notices.length} messages have not left yet.`}
      </summary>
      <p>
        {reason} <Link to="/outbox">Open the outbox</Link>
      </p>
      <NoticeLines notices={notices} />
    </details>
  );
}

/** Paper waits for a person. */
function Letters({ notices }: { notices: readonly NoticeOf[] }) {
  if (notices.length === 0) return null;
  return (
    <p className="warning">
      {count(notices.length, 'letter')} {notices.length === 1 ? 'waits' : 'wait'} to be printed and
      posted. <Link to="/outbox">Open the outbox</Link>
    </p>
  );
}

function NoticeLines({ notices }: { notices: readonly NoticeOf[] }) {
  const now = useNow();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={notice.id}>
          {noticeTitle(notice)}
          {notice.to && ` to ${notice.to}`}
          {notice.state === 'failed' && `: ${failureWords(notice)}`} (
          {pastInWords(notice.queuedAt, now)})
        </li>
      ))}
    </ul>
  );
}
