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
  const remove = (address: string): void => change(without(chosen, address));
  return (
    <div className="recipients">
      <div className="recipient-rows">
        <Row title="To" addresses={chosen.to} onRemove={remove} />
        <Row title="Copy to" addresses={chosen.cc} onRemove={remove} />
        {chosen.to.length + chosen.cc.length === 0 && (
          <span className="quiet">No address of mail is known: it goes to the private page.</span>
        )}
        <AddRecipient onAdd={(address, row) => change(withAdded(chosen, address, row))} />
        <span className="quiet from">from {proposed.mailbox.address}</span>
      </div>
      {draft.answering && (
        <p>
          It answers an earlier message.{' '}
          <Button look="quiet" onPress={() => change({ answering: '', to: null, cc: null })}>
            Answer the latest
          </Button>
        </p>
      )}
      <Failed complaint={complaint} chosen={chosen} />
      {chosen.unconfirmed.map((address) => (
        <div key={address} role="alert" className="stranger">
          <p>
            <strong>{address} was not part of this conversation.</strong> They will see what you
            write now{draft.withQuote && `, and what ${nameOf(complaint)} wrote below it`}.
          </p>
          <div className="buttons">
            <Button onPress={() => change({ confirmed: [...draft.confirmed, address] })}>
              They shall see it
            </Button>
            <Button onPress={() => remove(address)}>Take out</Button>
          </div>
        </div>
      ))}
    </div>
  );
}

const nameOf = ({ customer, customerName }: Complaint): string =>
  nameOfCustomer(customer.name ?? customerName);

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
            {address}
            <button
              type="button"
              aria-label={`Take out ${address}`}
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
      Mail to {email} comes back{why && ` (${why})`}. Ring, or write another way.
    </p>
  );
}
