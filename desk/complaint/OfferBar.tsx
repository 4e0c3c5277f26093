import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Complaint } from '../api/types.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { useAct } from '../parts/use-act.ts';
import { DeclineDialog } from './acts/DeclineDialog.tsx';

/** A hand-over is settled only by the taker's yes: this is where it is said. */
export function OfferBar({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const [isDeclining, decline] = useState(false);
  const { id, handOver } = complaint;
  const accepting = useAct({ complaintId: id, said: t`It is yours now.` });
  if (!handOver) return null;
  const { to, from, reason } = handOver;
  const giver = from.name;
  const taker = to.name;
  const keeper = complaint.owner.name;
  if (to.id !== me.id) {
    return (
      <section className="bar-note" aria-label={t`Offered`}>
        <p>
          <Trans>
            <bdi>{giver}</bdi> offered this to <bdi>{taker}</bdi>. It stays with <bdi>{keeper}</bdi>{' '}
            until they accept.
          </Trans>
        </p>{' '}
        {reason && (
          <p className="quiet" dir="auto">
            “{reason}”
          </p>
        )}
      </section>
    );
  }
  return (
    <section className="bar-note asks" aria-label={t`Offered to you`}>
      <div>
        <p>
          <strong>
            <Trans>
              <bdi>{giver}</bdi> asks you to take this on.
            </Trans>
          </strong>
        </p>
        {reason && <p dir="auto">“{reason}”</p>}
        <Fault fault={accepting.error} />
      </div>
      <div className="buttons">
        <Button
          look="main"
          isBusy={accepting.isPending}
          onPress={() => accepting.mutate({ path: `/complaints/${id}/hand-over/acceptance` })}
        >
          <Trans>Accept</Trans>
        </Button>
        <Button onPress={() => decline(true)}>
          <Trans>Decline</Trans>
        </Button>
      </div>
      {isDeclining && <DeclineDialog complaint={complaint} onClose={() => decline(false)} />}
    </section>
  );
}
