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
      <h3>The same person as</h3>
      <ul className="plain-list">
        {others.map((person) => (
          <li key={person.id}>
            {nameOfCustomer(person.name)}
            <p className="quiet">{[person.email, person.phone].filter(Boolean).join(', ')}</p>
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
    said: 'They are two people again.',
    onDone: () => open(false),
  });
  const words = (person: SamePerson): string =>
    [nameOfCustomer(person.name), person.email].filter(Boolean).join(', ');
  return (
    <>
      <Button look="quiet" onPress={() => open(true)}>
        Take apart<span className="unseen">: {nameOfCustomer(apart.name)}</span>
      </Button>
      {isOpen && (
        <Dialog title="Take them apart" onClose={() => open(false)}>
          <ActForm
            button="They are two people"
            isBusy={parting.isPending}
            fault={parting.error}
            onSend={() => parting.mutate({ path: `/customers/${apart.id}/unmerging` })}
          >
            <p>
              {words(apart)} is not {words(from)}. From now on the address of one no longer counts
              as the other’s. Every complaint stays where it is.
            </p>
          </ActForm>
        </Dialog>
      )}
    </>
  );
}
