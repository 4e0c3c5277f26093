import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Complaint, NoticeOf } from '../api/types.ts';
import { useMe } from '../me.ts';
import { pastInWords, useNow } from '../time.ts';
import { failureWords, noticeTitle } from '../words.ts';

/** Nothing fails in silence: what did not reach the customer stands above the thread. */
export function Warnings({ complaint: { notices } }: { complaint: Complaint }) {
  const failed = notices.filter(({ state, againAs }) => state === 'failed' && !againAs);
  const waiting = notices.filter(({ state }) => state === 'waiting');
  if (failed.length + waiting.length === 0) return null;
  return (
    <section className="warnings" aria-label={t`Messages not delivered`}>
      {failed.length > 0 && (
        <div className="warning failed">
          <p>
            <Trans>
              <strong>This did not arrive.</strong> Ring or write another way, or{' '}
              <Link to="/outbox">send it again</Link>.
            </Trans>
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
  const many = notices.length;
  if (many === 0) return null;
  const reason = mail.configured
    ? t`They are on their way.`
    : t`No mail server is set up, so they stay in the outbox; the private page shows everything.`;
  return (
    <details className="warning">
      <summary>
        <Plural
          value={many}
          one="One message has not left yet."
          other="# messages have not left yet."
        />
      </summary>
      <p>
        {reason}{' '}
        <Link to="/outbox">
          <Trans>Open the outbox</Trans>
        </Link>
      </p>
      <NoticeLines notices={notices} />
    </details>
  );
}

/** Paper waits for a person. */
function Letters({ notices }: { notices: readonly NoticeOf[] }) {
  const many = notices.length;
  if (many === 0) return null;
  return (
    <p className="warning">
      <Plural
        value={many}
        one="# letter waits to be printed and posted."
        other="# letters wait to be printed and posted."
      />{' '}
      <Link to="/outbox">
        <Trans>Open the outbox</Trans>
      </Link>
    </p>
  );
}

function NoticeLines({ notices }: { notices: readonly NoticeOf[] }) {
  const now = useNow();
  return (
    <ul>
      {notices.map((notice) => (
        <li key={notice.id}>
          <NoticeLine notice={notice} when={pastInWords(notice.queuedAt, now)} />
        </li>
      ))}
    </ul>
  );
}

function NoticeLine({ notice, when }: { notice: NoticeOf; when: string }) {
  const { to, state } = notice;
  const title = <bdi>{noticeTitle(notice)}</bdi>;
  const why = failureWords(notice);
  if (!to) {
    if (state !== 'failed')
      return (
        <Trans>
          {title} ({when})
        </Trans>
      );
    return (
      <Trans>
        {title}: {why} ({when})
      </Trans>
    );
  }
  const address = <bdi>{to}</bdi>;
  if (state !== 'failed')
    return (
      <Trans>
        {title} to {address} ({when})
      </Trans>
    );
  return (
    <Trans>
      {title} to {address}: {why} ({when})
    </Trans>
  );
}
