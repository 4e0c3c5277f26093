import type { Complaint } from '../api/types.ts';
import { CustomerFacts } from './facts/CustomerFacts.tsx';
import { DateFacts } from './facts/DateFacts.tsx';
import { EscalationFacts } from './facts/EscalationFacts.tsx';
import { PromiseFacts } from './facts/PromiseFacts.tsx';

/** Beside the thread, never behind a tab. */
export function Facts({ complaint }: { complaint: Complaint }) {
  return (
    <aside id="facts" className="facts" aria-label="Promises, customer and dates" tabIndex={-1}>
      <PromiseFacts complaint={complaint} />
      <CustomerFacts complaint={complaint} />
      <DateFacts complaint={complaint} />
      <EscalationFacts complaint={complaint} />
    </aside>
  );
}
