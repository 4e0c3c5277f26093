import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { areasQuestion } from '../api/questions.ts';
import { Button } from '../parts/Button.tsx';
import { Choices } from '../parts/Choices.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import type { PackLine, PackVersion } from './pack-types.ts';

type Props = { pack: PackLine; version: PackVersion; onClose: () => void };

export function SwitchDialog({ pack, version: one, onClose }: Props) {
  const { name } = pack;
  const { version, isOn } = one;
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const [reach, setReach] = useState(one.appliesTo);
  const [areaIds, setAreas] = useState(one.areaIds);
  const act = useAct({
    said: isOn
      ? t`Switched off. What came before keeps it.`
      : t`Switched on. It holds for what comes from now on.`,
    onDone: async () => {
      await client.invalidateQueries({ queryKey: ['packs'] });
      onClose();
    },
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const body = isOn ? { version, reason } : { version, reason, appliesTo: reach, areaIds };
    act.mutate({ path: `/packs/${pack.id}/switching-${isOn ? 'off' : 'on'}`, body });
  };
  return (
    <Dialog
      title={isOn ? t`Switch off ${name}, ${version}` : t`Switch on ${name}, ${version}`}
      onClose={onClose}
    >
      <form className="stack" onSubmit={send}>
        <WordsField
          label={t`Why?`}
          hint={t`It is kept for ever, with your name.`}
          value={reason}
          onChange={setReason}
        />
        {!isOn && (
          <>
            <Choices
              label={t`To which complaints does it apply?`}
              choices={[
                ['every', t`To all`],
                ['areas', t`To certain areas`],
                ['hand', t`To those that somebody names`],
              ]}
              chosen={reach}
              onChoose={setReach}
            />
            {reach === 'areas' && <Areas chosen={areaIds} onChoose={setAreas} />}
          </>
        )}
        <Fault fault={act.error} />
        <Button type="submit" look="main" isBusy={act.isPending}>
          {isOn ? t`Switch off` : t`Switch on`}
        </Button>
      </form>
    </Dialog>
  );
}

type AreasProps = { chosen: readonly string[]; onChoose: (ids: string[]) => void };

function Areas({ chosen, onChoose }: AreasProps) {
  const { data: areas = [] } = useQuery(areasQuestion);
  return (
    <fieldset>
      <legend>
        <Trans>Areas</Trans>
      </legend>
      {areas.map(({ id, name }) => (
        <label key={id} className="mode">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
