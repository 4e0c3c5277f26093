import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { outboxQuestion } from '../api/questions.ts';
import type { OutboxNotice } from '../api/types.ts';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { count } from '../time.ts';

/** What has not reached a customer yet: first what failed, then what waits. */
export function OutboxScreen() {
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
      <Notices title="Failed" notices={failed.data} />
      <Notices title="Waiting" notices={waiting.data} />
    </div>
  );
}

function Notices({ title, notices = [] }: { title: string; notices: OutboxNotice[] | undefined }) {
  if (notices.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="quiet">{notices.length}</span>
      </h2>
      <ul className="cards">
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
    <li className={`card ${state}`}>
      <h3 dir="auto">{subject ?? 'Without a subject'}</h3>
      <p className="card-facts">
        <span>{to ?? 'no address'}</span>
        <span>
          written <At at={notice.queuedAt} />
        </span>
        {attempts > 0 && <span>tried {count(attempts, 'time')}</span>}
        {complaintId && (
          <Link to="/complaints/$id" params={{ id: complaintId }}>
            {reference ?? 'The complaint'}
          </Link>
        )}
      </p>
      {lastFault && <p className="fault">{lastFault}</p>}
      {text && (
        <details>
          <summary>The message</summary>
          <p className="words" dir="auto">
            {text}
          </p>
        </details>
      )}
    </li>
  );
}
