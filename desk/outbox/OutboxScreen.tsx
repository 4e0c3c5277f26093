import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { outboxQuestion } from '../api/questions.ts';
import type { OutboxNotice } from '../api/types.ts';
import { useMe } from '../me.ts';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { capped, count } from '../time.ts';

/** What has not reached a customer yet: first what failed, then what waits. */
export function OutboxScreen() {
  const { mail } = useMe();
  const failed = useQuery(outboxQuestion('failed'));
  const waiting = useQuery(outboxQuestion('waiting'));
  const isEmpty = failed.data?.length === 0 && waiting.data?.length === 0;
  return (
    <div className="page">
      <ScreenTitle title="Outbox" />
      <p className="lead">Messages to customers that have not reached them by mail.</p>
      <Fault fault={failed.error ?? waiting.error} />
      {isEmpty && (
        <Empty title="Everything has left the house.">
          Each message to a customer was delivered.
        </Empty>
      )}
      <Notices title="Failed" notices={failed.data} many={mail.failed} />
      <Notices title="Waiting" notices={waiting.data} many={mail.waiting} />
    </div>
  );
}

type NoticesProps = { title: string; notices: OutboxNotice[] | undefined; many: number };

function Notices({ title, notices = [], many }: NoticesProps) {
  if (notices.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="quiet">{capped(Math.max(many, notices.length))}</span>
      </h2>
      {many > notices.length && <p className="quiet">The latest {notices.length} are shown.</p>}
      <ul className="notices">
        {notices.map((notice) => (
          <Notice key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

function Notice({ notice }: { notice: OutboxNotice }) {
  const { subject, to, text, complaintId, reference, attempts, lastFault, state } = notice;
  return (
    <li className={state}>
      <details>
        <summary>
          <span className="subject" dir="auto">
            {subject ?? 'Without a subject'}
          </span>
          <span className="quiet">{to ?? 'no address'}</span>
          <span className="quiet">
            <At at={notice.queuedAt} />
          </span>
        </summary>
        <p className="words" dir="auto">
          {text ?? 'There is no text.'}
        </p>
        {complaintId && (
          <p>
            <Link to="/complaints/$id" params={{ id: complaintId }}>
              Open the complaint{reference && ` ${reference}`}
            </Link>
          </p>
        )}
      </details>
      {lastFault && (
        <p className="fault">
          {lastFault}
          {attempts > 1 && ` (tried ${count(attempts, 'time')})`}
        </p>
      )}
    </li>
  );
}
