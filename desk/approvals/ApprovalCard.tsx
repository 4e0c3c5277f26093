import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
            <Trans>
              By <At at={remedy.dueAt ?? ''} />
            </Trans>
          )}
        </p>
      )}
      {remedy.why && (
        <p>
          <Trans>
            Not what they asked for: <bdi>{ph({ why: remedy.why })}</bdi>
          </Trans>
        </p>
      )}
      <p className="quiet">
        <Trans>{{ name: remedy.askedBy?.name ?? '' }} asks</Trans>
      </p>
      <blockquote dir="auto">{complaint.text}</blockquote>
      {complaint.wish && (
        <>
          <p className="quiet">
            <Trans>What would put it right, in their words</Trans>
          </p>
          <blockquote dir="auto">{complaint.wish}</blockquote>
        </>
      )}
      <p>
        <Link to="/complaints/$id" params={{ id: complaint.id }}>
          <Trans>
            Open <bdi>{ph({ reference: complaint.reference })}</bdi>
          </Trans>
        </Link>
      </p>
      <Decision approval={approval} />
    </li>
  );
}

function MovesUp({ approval: { remedy, movesUpTo } }: { approval: Approval }) {
  if (!remedy.movesUpAt)
    return (
      <span>
        <Trans>Nobody is above you: it waits for you.</Trans>
      </span>
    );
  return (
    <span>
      {movesUpTo ? (
        <Trans>
          Moves up to {movesUpTo}: <Due at={remedy.movesUpAt} />
        </Trans>
      ) : (
        <Trans>
          Becomes a task of yours: <Due at={remedy.movesUpAt} />
        </Trans>
      )}
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
        ? t`Approved so far: ${{ name: approver?.name ?? '' }} decides on the rest.`
        : t`Approved. The customer is told.`,
  });
  const refusing = useAct({ complaintId: complaint.id, said: t`Refused, with the reason.` });
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
          <Trans>Approve{about}</Trans>
        </Button>
      </div>
      <details>
        <summary>
          <Trans>Refuse{about}</Trans>
        </summary>
        <div className="stack">
          <WordsField
            label={t`Why not, and what would you give?`}
            hint={
              remedy.askedBy
                ? t`${{ name: remedy.askedBy.name }} reads this. The customer does not.`
                : t`Whoever asks reads this. The customer does not.`
            }
            rows={2}
            value={reason}
            onChange={setReason}
          />
          <div className="buttons">
            <Button type="submit" isBusy={refusing.isPending}>
              <Trans>Refuse{about}</Trans>
            </Button>
          </div>
        </div>
      </details>
      <Fault fault={approving.error ?? refusing.error} />
    </form>
  );
}
