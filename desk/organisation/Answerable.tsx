import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      <h2 id="answerable">
        <Trans>Who answers for complaints</Trans>
      </h2>
      <p>
        <Trans>
          {{ name: nameOf(organisation.answerableId) }}, and as deputy{' '}
          {{ deputy: nameOf(organisation.deputyId) }}. Customers may ask for them by name.
        </Trans>
      </p>
      {may(me, 'changeStaff') && (
        <Button onPress={() => name(true)}>
          <Trans>Name others</Trans>
        </Button>
      )}
      {isNaming && <NameDialog organisation={organisation} onClose={() => name(false)} />}
    </section>
  );
}

function NameDialog({ organisation, onClose }: Props & { onClose: () => void }) {
  const client = useQueryClient();
  const [answerableId, answers] = useState(organisation.answerableId);
  const [deputyId, stands] = useState(organisation.deputyId);
  const naming = useAct({
    said: t`Customers read these names from now on.`,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['organisation'] });
      onClose();
    },
  });
  return (
    <Dialog title={t`Who answers for complaints`} onClose={onClose}>
      <ActForm
        button={t`Name them`}
        isBusy={naming.isPending}
        fault={naming.error}
        onSend={() =>
          naming.mutate({ path: '/organisation/answerable', body: { answerableId, deputyId } })
        }
      >
        <PersonField
          label={t`Who answers`}
          roles={deciders}
          value={answerableId}
          onChange={answers}
        />
        <PersonField
          label={t`Deputy`}
          hint={t`Somebody else, for holidays and illness.`}
          roles={deciders}
          value={deputyId}
          onChange={stands}
        />
      </ActForm>
    </Dialog>
  );
}
