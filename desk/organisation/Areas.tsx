import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { areasQuestion } from '../api/questions.ts';
import type { Area } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

/** What one has to be trained for; complaints of an area go first to those who are. */
export function Areas() {
  const [named, name] = useState<Area | 'new' | null>(null);
  const { data: areas = [], error } = useQuery(areasQuestion);
  return (
    <section aria-labelledby="areas">
      <h2 id="areas">
        <Trans>Areas of our work</Trans>
      </h2>
      <p>
        <Trans>
          Products, or fields of work that somebody has to be trained for. A complaint of an area
          goes first to those who are.
        </Trans>
      </p>
      <Fault fault={error} />
      <ul className="plain-list areas">
        {areas
          .filter(({ isRetired }) => !isRetired)
          .map((area) => (
            <li key={area.id}>
              <span>{area.name}</span>
              <span className="buttons">
                <Button look="quiet" onPress={() => name(area)}>
                  <Trans>
                    Rename<span className="unseen"> {ph({ name: area.name })}</span>
                  </Trans>
                </Button>
                <RetireButton area={area} />
              </span>
            </li>
          ))}
      </ul>
      <p className="after">
        <Button onPress={() => name('new')}>
          <Trans>Add an area</Trans>
        </Button>
      </p>
      {named && <AreaDialog area={named} onClose={() => name(null)} />}
    </section>
  );
}

function RetireButton({ area }: { area: Area }) {
  const refresh = useAreasChanged();
  const retiring = useAct({ said: t`${{ name: area.name }} is retired.`, onDone: refresh });
  return (
    <>
      <Button
        look="quiet"
        isBusy={retiring.isPending}
        onPress={() => retiring.mutate({ path: `/areas/${area.id}/retirement` })}
      >
        <Trans>
          Retire<span className="unseen"> {ph({ name: area.name })}</span>
        </Trans>
      </Button>
      <Fault fault={retiring.error} />
    </>
  );
}

function AreaDialog({ area, onClose }: { area: Area | 'new'; onClose: () => void }) {
  const refresh = useAreasChanged();
  const [name, setName] = useState(area === 'new' ? '' : area.name);
  const naming = useAct({
    said: t`${name} is an area.`,
    onDone: () => {
      refresh();
      onClose();
    },
  });
  return (
    <Dialog
      title={area === 'new' ? t`Add an area` : t`Rename ${{ name: area.name }}`}
      onClose={onClose}
    >
      <ActForm
        button={t`Name it`}
        isBusy={naming.isPending}
        fault={naming.error}
        onSend={() =>
          naming.mutate(
            area === 'new'
              ? { path: '/areas', body: { name } }
              : { method: 'PATCH', path: `/areas/${area.id}`, body: { name } },
          )
        }
      >
        <LineField
          label={t`Name`}
          hint={t`As customers name the product: then their complaints get the area by themselves.`}
          value={name}
          onChange={setName}
        />
      </ActForm>
    </Dialog>
  );
}

function useAreasChanged(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['areas'] });
}
