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
  const accepting = useAct({ complaintId: id, said: 'It is yours now.' });
  if (!handOver) return null;
  const { to, from, reason } = handOver;
  if (to.id !== me.id) {
    return (
      <section className="bar-note" aria-label="Offered">
        <p>
          {from.name} offered this to {to.name}. It stays with {complaint.owner.name} until they
          accept.
        </p>
        {reason && <p className="quiet">“{reason}”</p>}
      </section>
    );
  }
  return (
    <section className="bar-note asks" aria-label="Offered to you">
      <div>
        <p>
          <strong>{from.name} asks you to take this on.</strong>
        </p>
        {reason && <p>“{reason}”</p>}
        <Fault fault={accepting.error} />
      </div>
      <div className="buttons">
        <Button
          look="main"
          isBusy={accepting.isPending}
          onPress={() => accepting.mutate({ path: `/complaints/${id}/hand-over/acceptance` })}
        >
          Accept
        </Button>
        <Button onPress={() => decline(true)}>Decline</Button>
      </div>
      {isDeclining && <DeclineDialog complaint={complaint} onClose={() => decline(false)} />}
    </section>
  );
}
