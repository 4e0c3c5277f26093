import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Colleague } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { useAct } from '../parts/use-act.ts';
import { capped } from '../time.ts';

/** How much is enough: agreed between a person and their manager, and kept by the program. */
export function Load({ person }: { person: Colleague }) {
  const me = useMe();
  const [isAgreeing, agree] = useState(false);
  const { loadMax } = person;
  return (
    <section aria-labelledby="load">
      <h2 id="load">
        <Trans>How much at once</Trans>
      </h2>
      <p>{loadMax === null ? t`No limit was agreed.` : mostWords(loadMax)}</p>
      {may(me, 'grantSkills') && (
        <p className="after">
          <Button onPress={() => agree(true)}>
            <Trans>Agree on a limit</Trans>
          </Button>
        </p>
      )}
      {isAgreeing && <LoadDialog person={person} onClose={() => agree(false)} />}
    </section>
  );
}

function LoadDialog({ person, onClose }: { person: Colleague; onClose: () => void }) {
  const client = useQueryClient();
  const [most, setMost] = useState(person.loadMax === null ? '' : String(person.loadMax));
  const agreeing = useAct({
    said: t`Agreed.`,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['staff'] });
      onClose();
    },
  });
  return (
    <Dialog title={t`How much ${{ name: person.name }} has at once`} onClose={onClose}>
      <ActForm
        button={t`Agree`}
        isBusy={agreeing.isPending}
        fault={agreeing.error}
        onSend={() =>
          agreeing.mutate({
            path: `/staff/${person.id}/load`,
            body: { loadMax: most === '' ? null : Number(most) },
          })
        }
      >
        <Field label={t`Open complaints at most`} hint={t`Empty: as many as come.`}>
          {(wired) => (
            <input
              {...wired}
              type="number"
              min={1}
              max={10_000}
              value={most}
              onChange={({ target }) => setMost(target.value)}
            />
          )}
        </Field>
      </ActForm>
    </Dialog>
  );
}

function mostWords(loadMax: number): string {
  const most = capped(loadMax);
  return plural(loadMax, {
    one: 'At most # open complaint at once. What comes beyond that goes to others.',
    other: `At most ${most} open complaints at once. What comes beyond that goes to others.`,
  });
}
