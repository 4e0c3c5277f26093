import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { customerQuestion } from '../../api/questions.ts';
import type { Complaint, SamePerson } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import { nameOfCustomer } from '../../words.ts';
import { About } from '../About.tsx';
import { ActForm } from '../acts/ActForm.tsx';

/** Other customers of ours who are this person: their addresses count as this one’s. */
export function SamePeople({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const { id } = complaint.customer;
  const { data: people = [] } = useQuery({
    ...customerQuestion(id),
    enabled: may(me, 'readCustomers'),
  });
  const others = people.filter((person) => person.id !== id);
  const [first] = people;
  if (!first || others.length === 0) return null;
  return (
    <div className="same-people">
      <h3>
        <Trans>The same person as</Trans>
      </h3>
      <ul className="plain-list">
        {others.map((person) => (
          <li key={person.id}>
            <bdi>{nameOfCustomer(person.name)}</bdi>{' '}
            <p className="quiet">
              <bdi dir="ltr">{[person.email, person.phone].filter(Boolean).join(', ')}</bdi>
            </p>
            {may(me, 'mergeCustomers') && (
              <TakeApart
                complaintId={complaint.id}
                // The first of them is the one whom the others were added to.
                apart={person.isFirst ? (people.find((one) => one.id === id) ?? person) : person}
                from={person.isFirst ? person : first}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

type ApartProps = { complaintId: string; apart: SamePerson; from: SamePerson };

function TakeApart({ complaintId, apart, from }: ApartProps) {
  const [isOpen, open] = useState(false);
  const parting = useAct({
    complaintId,
    said: t`They are two people again.`,
    onDone: () => open(false),
  });
  const one = words(apart);
  const other = words(from);
  return (
    <>
      <Button look="quiet" onPress={() => open(true)}>
        <About act={t`Take apart`} what={nameOfCustomer(apart.name)} />
      </Button>
      {isOpen && (
        <Dialog title={t`Take them apart`} onClose={() => open(false)}>
          <ActForm
            button={t`They are two people`}
            isBusy={parting.isPending}
            fault={parting.error}
            onSend={() => parting.mutate({ path: `/customers/${apart.id}/unmerging` })}
          >
            <p>
              <Trans>
                <bdi>{one}</bdi> is not <bdi>{other}</bdi>. From now on the address of one no longer
                counts as the other’s. Every complaint stays where it is.
              </Trans>
            </p>
          </ActForm>
        </Dialog>
      )}
    </>
  );
}

const words = ({ name, email }: SamePerson): string =>
  [nameOfCustomer(name), email].filter(Boolean).join(', ');
