import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Complaint, Customer } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import { nameOfCustomer } from '../../words.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { FindField } from '../find/FindField.tsx';
import { findComplaint } from '../find/find-complaint.ts';

type Props = { complaint: Complaint; onClose: () => void };

/** First who it is, then yes: two people who are made one read each other’s answers. */
export function MergeDialog({ complaint: { id, customer }, onClose }: Props) {
  const [written, write] = useState('');
  const finding = useMutation({ mutationFn: async () => (await findComplaint(written)).customer });
  const merging = useAct({
    complaintId: id,
    said: t`They are one person now.`,
    onDone: onClose,
  });
  const { data: other } = finding;
  return (
    <Dialog title={t`This is somebody we know`} onClose={onClose}>
      {other ? (
        <ActForm
          button={t`They are one person`}
          isBusy={merging.isPending}
          fault={merging.error}
          onSend={() =>
            merging.mutate({ path: `/customers/${customer.id}/merging`, body: { into: other.id } })
          }
        >
          <ul className="plain-list">
            <Person person={customer} />
            <Person person={other} />
          </ul>
          <p>
            <Trans>
              If they are one person, mail from either address counts as theirs in all of their
              complaints. Nothing is moved, and it can be taken apart again.
            </Trans>
          </p>
        </ActForm>
      ) : (
        <ActForm
          button={t({ message: 'Look', context: 'find another complaint' })}
          isBusy={finding.isPending}
          fault={finding.error}
          onSend={() => finding.mutate()}
        >
          <FindField label={t`One of their other complaints`} value={written} onChange={write} />
        </ActForm>
      )}
    </Dialog>
  );
}

function Person({ person }: { person: Customer }) {
  const addresses = [person.email, person.phone].filter(Boolean).join(', ');
  return (
    <li>
      <strong dir="auto">{nameOfCustomer(person.name)}</strong>
      <p className="quiet">{addresses === '' ? t`no address` : <bdi dir="ltr">{addresses}</bdi>}</p>
    </li>
  );
}
