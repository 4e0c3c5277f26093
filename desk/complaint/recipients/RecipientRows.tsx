import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Recipients } from '../../api/mail-types.ts';
import type { Complaint } from '../../api/types.ts';
import { Button } from '../../parts/Button.tsx';
import { faultWords, nameOfCustomer } from '../../words.ts';
import type { ReplyDraft } from '../reply-draft.ts';
import { AddRecipient } from './AddRecipient.tsx';
import { type Chosen, chosenOf, normal, withAdded, without } from './recipients.ts';

type Props = {
  complaint: Complaint;
  proposed: Recipients;
  draft: ReplyDraft;
  change: (part: Partial<ReplyDraft>) => void;
};

/** To whom this goes: always in sight, because a mail cannot be taken back. */
export function RecipientRows({ complaint, proposed, draft, change }: Props) {
  const chosen = chosenOf(proposed, draft);
  const from = proposed.mailbox.address;
  const name = nameOfCustomer(complaint.customer.name ?? complaint.customerName);
  const remove = (address: string): void => change(without(chosen, address));
  return (
    <div className="recipients">
      <div className="recipient-rows">
        <Row
          title={t({ message: 'To', context: 'recipients of a mail' })}
          addresses={chosen.to}
          onRemove={remove}
        />
        <Row
          title={t({ message: 'Copy to', context: 'recipients of a mail' })}
          addresses={chosen.cc}
          onRemove={remove}
        />
        {chosen.to.length + chosen.cc.length === 0 && (
          <span className="quiet">
            <Trans>No address of mail is known: it goes to the private page.</Trans>
          </span>
        )}
        <AddRecipient onAdd={(address, row) => change(withAdded(chosen, address, row))} />
        <span className="quiet from">
          <Trans>
            from <bdi>{from}</bdi>
          </Trans>
        </span>
      </div>
      {draft.answering && (
        <p>
          {' '}
          <Trans>It answers an earlier message.</Trans>{' '}
          <Button look="quiet" onPress={() => change({ answering: '', to: null, cc: null })}>
            <Trans>Answer the latest</Trans>
          </Button>
        </p>
      )}
      <Failed complaint={complaint} chosen={chosen} />
      {chosen.unconfirmed.map((address) => (
        <div key={address} role="alert" className="stranger">
          <p>
            {draft.withQuote ? (
              <Trans>
                <strong>
                  <bdi>{address}</bdi> was not part of this conversation.
                </strong>{' '}
                They will see what you write now, and what <bdi>{name}</bdi> wrote below it.
              </Trans>
            ) : (
              <Trans>
                <strong>
                  <bdi>{address}</bdi> was not part of this conversation.
                </strong>{' '}
                They will see what you write now.
              </Trans>
            )}
          </p>
          <div className="buttons">
            <Button onPress={() => change({ confirmed: [...draft.confirmed, address] })}>
              <Trans>They shall see it</Trans>
            </Button>
            <Button onPress={() => remove(address)}>
              <Trans>Take out</Trans>
            </Button>
          </div>
        </div>
      ))}
    </div>
  );
}

type RowProps = {
  title: string;
  addresses: readonly string[];
  onRemove: (address: string) => void;
};

function Row({ title, addresses, onRemove }: RowProps) {
  if (addresses.length === 0) return null;
  return (
    <div className="recipient-row">
      <span className="recipient-title">{title}</span>
      <ul aria-label={title}>
        {addresses.map((address) => (
          <li key={address}>
            {' '}
            <bdi>{address}</bdi>
            <button
              type="button"
              aria-label={t`Take out ${address}`}
              onClick={() => onRemove(address)}
            >
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The address of the customer from which mail comes back. */
function Failed({ complaint: { customer }, chosen }: { complaint: Complaint; chosen: Chosen }) {
  const { email, emailFailedAt, emailFault } = customer;
  const isAmong = chosen.to.some((address) => email && normal(address) === normal(email));
  if (!emailFailedAt || !isAmong) return null;
  const why = faultWords(emailFault ?? '');
  return (
    <p className="warning failed">
      {why ? (
        <Trans>
          Mail to <bdi>{email}</bdi> comes back ({why}). Ring, or write another way.
        </Trans>
      ) : (
        <Trans>
          Mail to <bdi>{email}</bdi> comes back. Ring, or write another way.
        </Trans>
      )}
    </p>
  );
}
