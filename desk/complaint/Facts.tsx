import { t } from '@lingui/core/macro';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Complaint } from '../api/types.ts';
import { CustomerFacts } from './facts/CustomerFacts.tsx';
import { DateFacts } from './facts/DateFacts.tsx';
import { EscalationFacts } from './facts/EscalationFacts.tsx';
import { PromiseFacts } from './facts/PromiseFacts.tsx';
import { RemedyFacts } from './remedies/RemedyFacts.tsx';

const PointFacts = lazyRouteComponent(() => import('./points/PointFacts.tsx'), 'PointFacts');
const ErrandFacts = lazyRouteComponent(() => import('./errands/ErrandFacts.tsx'), 'ErrandFacts');
const ClockFacts = lazyRouteComponent(() => import('./clocks/ClockFacts.tsx'), 'ClockFacts');
const PersonFacts = lazyRouteComponent(() => import('./facts/PersonFacts.tsx'), 'PersonFacts');
const AreaFacts = lazyRouteComponent(() => import('./facts/AreaFacts.tsx'), 'AreaFacts');
const FlawFacts = lazyRouteComponent(() => import('./flaws/FlawFacts.tsx'), 'FlawFacts');
const KnowledgeFacts = lazyRouteComponent(
  () => import('./knowledge/KnowledgeFacts.tsx'),
  'KnowledgeFacts',
);

/** Beside the thread, never behind a tab. */
export function Facts({ complaint }: { complaint: Complaint }) {
  return (
    <aside id="facts" className="facts" aria-label={t`Promises, customer and dates`} tabIndex={-1}>
      <PromiseFacts complaint={complaint} />
      <RemedyFacts complaint={complaint} />
      <Suspense fallback={null}>
        <ClockFacts complaint={complaint} />
      </Suspense>
      <Suspense fallback={null}>
        <ErrandFacts complaint={complaint} />
      </Suspense>
      <Suspense fallback={null}>
        <PointFacts complaint={complaint} />
      </Suspense>
      <Suspense fallback={null}>
        <FlawFacts complaint={complaint} />
      </Suspense>
      <Suspense fallback={null}>
        <KnowledgeFacts complaint={complaint} />
      </Suspense>
      <CustomerFacts complaint={complaint} />
      <Suspense fallback={null}>
        <PersonFacts complaint={complaint} />
      </Suspense>
      <DateFacts complaint={complaint} />
      <Suspense fallback={null}>
        <AreaFacts complaint={complaint} />
      </Suspense>
      <EscalationFacts complaint={complaint} />
    </aside>
  );
}
