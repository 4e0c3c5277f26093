import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { approvalsQuestion } from '../remedies/questions.ts';
import { ApprovalCard } from './ApprovalCard.tsx';

/** What is beyond somebody’s own limit and waits for me; a customer waits behind each. */
export function ApprovalsScreen() {
  const { data: approvals, error } = useQuery(approvalsQuestion);
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Approvals`} />
      </header>
      <p className="lead">
        <Trans>
          Remedies beyond what somebody may give by themselves. If you do not decide in time, the
          next above you is asked.
        </Trans>
      </p>
      <Fault fault={error} />
      {approvals?.length === 0 && (
        <Empty title={t`Nothing waits for you.`}>
          <Trans>What others may not decide by themselves will stand here.</Trans>
        </Empty>
      )}
      <ul className="cards">
        {approvals?.map((approval) => (
          <ApprovalCard key={approval.remedy.id} approval={approval} />
        ))}
      </ul>
    </div>
  );
}
