import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Due } from '../../parts/Due.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { Outcome, Remedy } from '../../remedies/remedy-types.ts';
import { moods, slotWords, stateWords, titleOf } from '../../remedies/words.ts';
import { About } from '../About.tsx';
import { RenewDialog } from '../acts/RenewDialog.tsx';
import { outcomeWords } from './outcome-words.ts';
import type { Start } from './start.ts';
import { isTimed } from './start.ts';
import type { WordWay } from './ways.ts';
import { waysFor } from './ways.ts';

const WordDialog = lazyRouteComponent(() => import('./WordDialog.tsx'), 'WordDialog');

type Props = { remedy: Remedy; complaint: Complaint; onBegin: (start: Start) => void };

export function RemedyItem({ remedy, complaint, onBegin }: Props) {
  const { state, why, reason, result, refusedBy } = remedy;
  const refuser = refusedBy ?? '';
  const mood = moods[state] ?? '';
  const wasRefused = state === 'proposed' && refusedBy && reason;
  return (
    <li className={`promise ${mood}`}>
      <p>
        <strong>{titleOf(remedy)}</strong>
      </p>
      <p className="what" dir="auto">
        {remedy.what}
      </p>
      <RemedyLine remedy={remedy} complaint={complaint} />
      {why && (
        <p>
          <Trans>
            Not what they asked for: <bdi>{why}</bdi>
          </Trans>
        </p>
      )}
      {reason && (
        <p>
          {wasRefused || state === 'refused' ? (
            <Trans>
              <bdi>{refuser}</bdi> says no: <bdi>{reason}</bdi>
            </Trans>
          ) : (
            <Trans>
              The reason: <bdi>{reason}</bdi>
            </Trans>
          )}
        </p>
      )}
      {result && (
        <p>
          <Trans>
            What came of it: <bdi>{result}</bdi>
          </Trans>
        </p>
      )}
      <Acts remedy={remedy} complaint={complaint} onBegin={onBegin} />
    </li>
  );
}

function RemedyLine({ remedy, complaint }: Omit<Props, 'onBegin'>) {
  const { state, owner } = remedy;
  return (
    <p className="promise-facts">
      <span className={`promise-state ${moods[state] ?? ''}`}>{stateWords(remedy)}</span>
      {state === 'asked' && <Decider remedy={remedy} />}
      <When remedy={remedy} complaint={complaint} />
      {owner && <span>{owner.name}</span>}
    </p>
  );
}

function Decider({ remedy: { approver, movesUpAt } }: { remedy: Remedy }) {
  const name = approver?.name;
  if (!movesUpAt) {
    return (
      <span>
        <Trans>
          <bdi>{name}</bdi> decides
        </Trans>
      </span>
    );
  }
  return (
    <span>
      <Trans>
        <bdi>{name}</bdi> decides by <Due at={movesUpAt} />
      </Trans>
    </span>
  );
}

/** The time that was agreed, as long as the promise has no other date. */
function When({ remedy, complaint }: Omit<Props, 'onBegin'>) {
  const promise = complaint.promises.find(({ id }) => id === remedy.promiseId);
  const isAsAgreed = !promise || Date.parse(promise.dueAt) === Date.parse(remedy.until ?? '');
  const slot = isAsAgreed ? slotWords(remedy) : null;
  if (promise?.state === 'broken')
    return (
      <span className="due broken">
        <Trans>not in time</Trans>
      </span>
    );
  if (slot) return <span>{slot}</span>;
  return promise?.state === 'open' ? <Due at={promise.dueAt} /> : null;
}

const renewable: ReadonlySet<string> = new Set(['open', 'broken', 'disputed']);

function Acts(props: Props) {
  const { remedy, complaint } = props;
  const me = useMe();
  const [open, show] = useState<WordWay | null>(null);
  const ways = waysFor(remedy).filter(({ needs }) => may(me, needs));
  const isProposal = remedy.state === 'proposed' && may(me, 'offerRemedies');
  if (ways.length === 0 && !isProposal) return null;
  return (
    <>
      <div className="buttons">
        {isProposal && <ProposalActs {...props} />}
        {ways.map((way) => (
          <Button key={way.path + way.button} onPress={() => show(way)}>
            <About act={way.button} what={titleOf(remedy)} />
          </Button>
        ))}
        {may(me, 'renew') && <RenewAct remedy={remedy} complaint={complaint} />}
      </div>
      <Suspense fallback={null}>
        {open && (
          <WordDialog complaint={complaint} remedy={remedy} way={open} onClose={() => show(null)} />
        )}
      </Suspense>
    </>
  );
}

function ProposalActs({ remedy, complaint, onBegin }: Props) {
  const giving = useAct<Outcome>({ complaintId: complaint.id, said: outcomeWords });
  const { kind, proposedBy } = remedy;
  const isTheirs = proposedBy === 'customer';
  const accept = (): void => {
    // Whoever comes or calls must know when.
    if (isTimed(kind)) onBegin({ kind, isAgreed: true, proposal: remedy });
    else giving.mutate({ path: `/remedies/${remedy.id}/offer` });
  };
  const instead = { kind, isAgreed: false, proposal: remedy, isInstead: true };
  return (
    <>
      <Fault fault={giving.error} />
      <Button isBusy={giving.isPending} onPress={accept}>
        <About act={isTheirs ? t`Accept as it stands` : t`Offer it`} what={titleOf(remedy)} />
      </Button>
      {isTheirs && (
        <Button onPress={() => onBegin(instead)}>
          <About act={t`Something else`} what={titleOf(remedy)} />
        </Button>
      )}
    </>
  );
}

/** The date is that of its promise. */
function RenewAct({ remedy, complaint }: Omit<Props, 'onBegin'>) {
  const [isOpen, open] = useState(false);
  const promise = complaint.promises.find(({ id }) => id === remedy.promiseId);
  if (!promise || !renewable.has(promise.state)) return null;
  return (
    <>
      <Button onPress={() => open(true)}>
        <About act={t`New date`} what={titleOf(remedy)} />
      </Button>
      {isOpen && (
        <RenewDialog complaint={complaint} promise={promise} onClose={() => open(false)} />
      )}
    </>
  );
}
