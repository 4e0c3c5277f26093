import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Complaint, Customer } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { LineField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { ActForm } from '../acts/ActForm.tsx';

const names = ['name', 'email', 'phone', 'postalAddress', 'needs', 'since'] as const;
type Details = Record<(typeof names)[number], string>;

type Props = { complaint: Complaint; onClose: () => void };

/** Puts right what we have wrong. What we know is never emptied, only replaced. */
export function CorrectDialog({ complaint: { id, customer }, onClose }: Props) {
  const known = knownOf(customer);
  const about = `${customer.id}.correction`;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, known);
  const correcting = useAct({
    complaintId: id,
    said: t`Put right.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const send = (): void => {
    const body = changesIn(known, draft);
    if (Object.keys(body).length === 0) onClose();
    else correcting.mutate({ path: `/customers/${customer.id}/correction`, body });
  };
  return (
    <Dialog title={t`Correct the details`} onClose={onClose}>
      <ActForm
        button={t`Put it right`}
        isBusy={correcting.isPending}
        fault={correcting.error}
        onSend={send}
      >
        <LineField
          label={t`Name`}
          isRequired={known.name !== ''}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <LineField
          label={t`Address of mail`}
          {...(customer.emailFailedAt && { hint: t`Mail to this one comes back.` })}
          type="email"
          isRequired={known.email !== ''}
          value={draft.email}
          onChange={(email) => change({ email })}
        />
        <LineField
          label={t`Telephone`}
          type="tel"
          isRequired={known.phone !== ''}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
        />
        <WordsField
          label={t`Postal address`}
          rows={3}
          isRequired={known.postalAddress !== ''}
          value={draft.postalAddress}
          onChange={(postalAddress) => change({ postalAddress })}
        />
        <WordsField
          label={t`What should we know when we get in touch?`}
          hint={t`For example: large print, or call after ten. Everybody sees it before they write or call.`}
          rows={2}
          isRequired={false}
          value={draft.needs}
          onChange={(needs) => change({ needs })}
        />
        <Field label={t`Customer since`}>
          {(wired) => (
            <input
              {...wired}
              type="date"
              value={draft.since}
              onChange={({ target }) => change({ since: target.value })}
            />
          )}
        </Field>
        <p className="quiet">
          <Trans>
            It holds for everything from this customer, here and in their other complaints. The
            details given with a complaint stay on record.
          </Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}

const knownOf = (customer: Customer): Details => ({
  name: customer.name ?? '',
  email: customer.email ?? '',
  phone: customer.phone ?? '',
  postalAddress: customer.postalAddress ?? '',
  needs: customer.needs ?? '',
  since: customer.sinceOn ?? '',
});

const changesIn = (known: Details, wished: Details): Partial<Details> =>
  Object.fromEntries(
    names
      .map((name) => [name, wished[name].trim()] as const)
      // What somebody needs may end; how we reach them is never emptied.
      .filter(([name, value]) => (value !== '' || name === 'needs') && value !== known[name]),
  );
