import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { At, Due } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import type { Approval, Outcome } from '../remedies/remedy-types.ts';
import { slotWords, titleOf } from '../remedies/words.ts';

export function ApprovalCard({ approval }: { approval: Approval }) {
  const { remedy, complaint } = approval;
  const slot = slotWords(remedy);
  return (
    <li className="card approval">
      <p className="byline">
        <strong>{titleOf(remedy)}</strong>
        <MovesUp approval={approval} />
      </p>
      <p dir="auto">{remedy.what}</p>
      {(slot || remedy.dueAt) && (
        <p className="quiet">
          {slot ?? (
            <>
              By <At at={remedy.dueAt ?? ''} />
            </>
          )}
        </p>
      )}
      {remedy.why && <p dir="auto">Not what they asked for: {remedy.why}</p>}
      <p className="quiet">{remedy.askedBy?.name} asks</p>
      <blockquote dir="auto">{complaint.text}</blockquote>
      {complaint.wish && (
        <>
          <p className="quiet">What would put it right, in their words</p>
          <blockquote dir="auto">{complaint.wish}</blockquote>
        </>
      )}
      <p>
        <Link to="/complaints/$id" params={{ id: complaint.id }}>
          Open {complaint.reference}
        </Link>
      </p>
      <Decision approval={approval} />
    </li>
  );
}

function MovesUp({ approval: { remedy, movesUpTo } }: { approval: Approval }) {
  if (!remedy.movesUpAt) return <span>Nobody is above you: it waits for you.</span>;
  return (
    <span>
      {movesUpTo ? `Moves up to ${movesUpTo}` : 'Becomes a task of yours'}:{' '}
      <Due at={remedy.movesUpAt} />
    </span>
  );
}

/** Yes needs one press; no needs a reason that whoever asks can work with. */
function Decision({ approval: { remedy, complaint } }: { approval: Approval }) {
  const [reason, setReason] = useState('');
  const approving = useAct<Outcome>({
    complaintId: complaint.id,
    said: ({ state, approver }) =>
      state === 'asked'
        ? `Approved so far: ${approver?.name} decides on the rest.`
        : 'Approved. The customer is told.',
  });
  const refusing = useAct({ complaintId: complaint.id, said: 'Refused, with the reason.' });
  const about = (
    <span className="unseen">
      : {titleOf(remedy)}, {complaint.reference}
    </span>
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        refusing.mutate({ path: `/remedies/${remedy.id}/refusal`, body: { reason } });
      }}
    >
      <div className="buttons">
        <Button
          look="main"
          isBusy={approving.isPending}
          onPress={() => approving.mutate({ path: `/remedies/${remedy.id}/approval` })}
        >
          Approve{about}
        </Button>
      </div>
      <details>
        <summary>Refuse{about}</summary>
        <div className="stack">
          <WordsField
            label="Why not, and what would you give?"
            hint={`${remedy.askedBy?.name ?? 'Whoever asks'} reads this. The customer does not.`}
            rows={2}
            value={reason}
            onChange={setReason}
          />
          <div className="buttons">
            <Button type="submit" isBusy={refusing.isPending}>
              Refuse{about}
            </Button>
          </div>
        </div>
      </details>
      <Fault fault={approving.error ?? refusing.error} />
    </form>
  );
}
