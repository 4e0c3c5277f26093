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
        <ScreenTitle title="Approvals" />
      </header>
      <p className="lead">
        Remedies beyond what somebody may give by themselves. If you do not decide in time, the next
        above you is asked.
      </p>
      <Fault fault={error} />
      {approvals?.length === 0 && (
        <Empty title="Nothing waits for you.">
          What others may not decide by themselves will stand here.
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
