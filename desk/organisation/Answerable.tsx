import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { staffQuestion } from '../api/questions.ts';
import type { Organisation } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { deciders, may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

type Props = { organisation: Organisation };

/** Two people by name: customers may ask for them. */
export function Answerable({ organisation }: Props) {
  const me = useMe();
  const [isNaming, name] = useState(false);
  const { data: staff = [] } = useQuery(staffQuestion);
  const nameOf = (id: string) => staff.find((person) => person.id === id)?.name ?? '';
  return (
    <section aria-labelledby="answerable">
      <h2 id="answerable">Who answers for complaints</h2>
      <p>
        {nameOf(organisation.answerableId)}, and as deputy {nameOf(organisation.deputyId)}.
        Customers may ask for them by name.
      </p>
      {may(me, 'changeStaff') && <Button onPress={() => name(true)}>Name others</Button>}
      {isNaming && <NameDialog organisation={organisation} onClose={() => name(false)} />}
    </section>
  );
}

function NameDialog({ organisation, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const [answerableId, answers] = useState(organisation.answerableId);
  const [deputyId, stands] = useState(organisation.deputyId);
  const naming = useAct({
    said: 'Customers read these names from now on.',
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['organisation'] });
      onClose();
    },
  });
  return (
    <Dialog title="Who answers for complaints" onClose={onClose}>
      <ActForm
        button="Name them"
        isBusy={naming.isPending}
        fault={naming.error}
        onSend={() =>
          naming.mutate({ path: '/organisation/answerable', body: { answerableId, deputyId } })
        }
      >
        <PersonField label="Who answers" roles={deciders} value={answerableId} onChange={answers} />
        <PersonField
          label="Deputy"
          hint="Somebody else, for holidays and illness."
          roles={deciders}
          value={deputyId}
          onChange={stands}
        />
      </ActForm>
    </Dialog>
  );
}
