import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Mail } from '../../api/mail-types.ts';
import type { Complaint } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { useAct } from '../../parts/use-act.ts';

/** A mail that speaks of another complaint, and was not added there because nobody vouches for it. */
export function SuggestionBar({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  if (!may(me, 'join') || complaint.closedBasis === 'joined') return null;
  const mails = complaint.messages.flatMap(({ mail }) => (mail?.suggested ? [mail] : []));
  const [first] = mails;
  return first ? <Suggestion complaint={complaint} mail={first} /> : null;
}

function Suggestion({ complaint: { id }, mail }: { complaint: Complaint; mail: Mail }) {
  const navigate = useNavigate();
  const { suggested } = mail;
  const into = suggested?.reference ?? '';
  const joining = useAct({
    complaintId: id,
    said: t`Joined. It goes on in ${into}.`,
    onDone: () => {
      if (suggested) void navigate({ to: '/complaints/$id', params: { id: suggested.id } });
    },
  });
  const dismissing = useAct({ complaintId: id, said: t`It stays a matter of its own.` });
  if (!suggested) return null;
  const { reference } = suggested;
  return (
    <section className="bar-note asks" aria-label={t`Looks like ${reference}`}>
      <div>
        <p>
          <strong>
            <Trans>
              Looks like{' '}
              <Link to="/complaints/$id" params={{ id: suggested.id }} className="reference">
                {reference}
              </Link>
              ?
            </Trans>
          </strong>{' '}
          {whyNot(mail)}
        </p>
        <p className="quiet">
          <Trans>
            If it is the same matter, these words are added there, and that one goes on for both.
            What was promised here stays promised. It can be taken apart again.
          </Trans>
        </p>
        <Fault fault={joining.error ?? dismissing.error} />
      </div>
      <div className="buttons">
        <Button
          look="main"
          isBusy={joining.isPending}
          onPress={() =>
            joining.mutate({ path: `/complaints/${id}/joining`, body: { into: suggested.id } })
          }
        >
          <Trans>It is the same matter</Trans>
        </Button>
        <Button
          isBusy={dismissing.isPending}
          onPress={() => dismissing.mutate({ path: `/mails/${mail.id}/suggestion/dismissal` })}
        >
          <Trans>No</Trans>
        </Button>
      </div>
    </section>
  );
}

const whyNot = ({ reading }: Mail): string =>
  reading?.trust?.verdict === 'failed'
    ? t`This mail speaks of it, but its sender’s address could not be proven.`
    : t`This mail speaks of it, but its sender took no part in it before.`;
