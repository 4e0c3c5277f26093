import { t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { ownLimitsQuestion } from '../../remedies/questions.ts';
import type { OwnLimits, Remedy } from '../../remedies/remedy-types.ts';
import { kindWords, leftWords, presets } from '../../remedies/words.ts';
import { useKeys } from '../../shortcuts.ts';

import { FactGroup } from '../facts/Fact.tsx';
import { RemedyItem } from './RemedyItem.tsx';
import type { Start } from './start.ts';

const RemedyDialog = lazyRouteComponent(() => import('./RemedyDialog.tsx'), 'RemedyDialog');

const over: ReadonlySet<Remedy['state']> = new Set([
  'refused',
  'declined',
  'confirmed',
  'withdrawn',
]);

/** What puts it right: what they asked for, what they get, and whether they have it. */
export function RemedyFacts({ complaint }: { complaint: Complaint }) {
  const [start, begin] = useState<Start | null>(null);
  const mayOffer = may(useMe(), 'offerRemedies');
  useKeys(mayOffer ? { g: () => begin({ kind: 'refund', isAgreed: false }) } : {});
  const { remedies } = complaint;
  const going = remedies.filter(({ state }) => !over.has(state));
  const gone = remedies.filter(({ state }) => over.has(state));
  const many = gone.length;
  const item = (remedy: Remedy) => (
    <RemedyItem key={remedy.id} remedy={remedy} complaint={complaint} onBegin={begin} />
  );
  return (
    <FactGroup title={t`Remedies`}>
      <WishCard complaint={complaint} onBegin={mayOffer ? begin : null} />
      {mayOffer && <Presets onBegin={begin} />}
      <ul className="promises">{going.map(item)}</ul>
      {many > 0 && (
        <details>
          <summary>
            <Plural value={many} one="# remedy behind us" other="# remedies behind us" />
          </summary>
          <ul className="promises">{gone.map(item)}</ul>
        </details>
      )}
      <Suspense fallback={null}>
        {start && <RemedyDialog complaint={complaint} start={start} onClose={() => begin(null)} />}
      </Suspense>
    </FactGroup>
  );
}

type Begin = (start: Start) => void;

/** Their own words come first, and giving just that is one way. */
function WishCard({ complaint, onBegin }: { complaint: Complaint; onBegin: Begin | null }) {
  const { wish, remedies } = complaint;
  if (!wish) return null;
  const isAnswered = remedies.some((remedy) => remedy.wish && remedy.state !== 'refused');
  return (
    <div className="wish">
      <p className="quiet">
        <Trans>What would put it right, in their words</Trans>
      </p>
      <blockquote dir="auto">{wish}</blockquote>
      {onBegin && !isAnswered && (
        <div className="buttons">
          <Button onPress={() => onBegin({ kind: 'refund', isAgreed: true, wish })}>
            <Trans>Accept as it stands</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

function Presets({ onBegin }: { onBegin: Begin }) {
  const { data: own } = useQuery(ownLimitsQuestion);
  return (
    <div className="presets">
      <div className="buttons">
        {presets.map((kind) => (
          <Button key={kind} onPress={() => onBegin({ kind, isAgreed: true })}>
            {kindWords[kind]}
          </Button>
        ))}
        <Button onPress={() => onBegin({ kind: 'correction', isAgreed: false })}>
          <Trans>Something else</Trans>
        </Button>
      </div>
      {own && <Left own={own} />}
    </div>
  );
}

function Left({ own }: { own: OwnLimits }) {
  const kind = kindWords.refund;
  const left = leftWords(own, 'refund') ?? '';
  return (
    <p className="quiet">
      <Trans>
        {kind}: {left}
      </Trans>
    </p>
  );
}
