import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { OutboxNotice } from '../api/outbox-types.ts';
import { outboxQuestion } from '../api/questions.ts';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { Limits } from './Limits.tsx';
import { NoticeItem } from './NoticeItem.tsx';

/** What has not reached a customer yet, what a person has to see to first; and what went lately. */
export function OutboxScreen() {
  const failed = useQuery(outboxQuestion('failed'));
  const letters = useQuery(outboxQuestion('letters'));
  const waiting = useQuery(outboxQuestion('waiting'));
  const sent = useQuery(outboxQuestion('sent'));
  const isEmpty = [failed, letters, waiting].every(({ data }) => data?.notices.length === 0);
  return (
    <div className="page">
      <ScreenTitle title={t`Outbox`} />
      <p className="lead">
        <Trans>What we wrote, and whether it has reached those it is for.</Trans>
      </p>
      <Fault fault={failed.error ?? letters.error ?? waiting.error ?? sent.error} />
      {isEmpty && (
        <Empty title={t`Everything has left the house.`}>
          <Trans>Each message to a customer was delivered.</Trans>
        </Empty>
      )}
      <Notices
        title={t({ message: 'Failed', context: 'messages' })}
        notices={failed.data?.notices}
      />
      <Notices title={t`Letters to post`} notices={letters.data?.notices} />
      <Notices
        title={t({ message: 'Waiting', context: 'messages' })}
        notices={waiting.data?.notices}
      />
      <Notices title={t`Sent lately`} notices={sent.data?.notices} />
      <Limits ways={waiting.data?.mailboxes} />
    </div>
  );
}

/** The server shows so many of each. */
const shownMax = 200;

type Props = { title: string; notices: OutboxNotice[] | undefined };

function Notices({ title, notices = [] }: Props) {
  if (notices.length === 0) return null;
  const isWhole = notices.length < shownMax;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="quiet">{isWhole ? notices.length : `${shownMax}+`}</span>
      </h2>
      {!isWhole && (
        <p className="quiet">
          <Trans>The latest {shownMax} are shown.</Trans>
        </p>
      )}
      <ul className="notices">
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}
