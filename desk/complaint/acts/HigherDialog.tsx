import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Named } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { level: 'manager', reason: '' };

const levels = [
  ['manager', t`To a manager`],
  ['executive', t`To the head of the organisation`],
] as const;

/** Nobody can refuse this: it is there for everybody, whatever their role. */
export function HigherDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.higher` }, empty);
  const raising = useAct<{ raisedTo: Named }>({
    complaintId: id,
    said: ({ raisedTo: { name } }) => t`Taken to ${name}.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Take it higher`} onClose={onClose}>
      <ActForm
        button={t`Take it higher`}
        isBusy={raising.isPending}
        fault={raising.error}
        onSend={() => raising.mutate({ path: `/complaints/${id}/escalation`, body: draft })}
      >
        <fieldset>
          <legend>
            <Trans>How high?</Trans>
          </legend>
          {levels.map(([level, words]) => (
            <label key={level} className="check">
              <input
                type="radio"
                name="level"
                checked={draft.level === level}
                onChange={() => change({ level })}
              />
              {words}
            </label>
          ))}
        </fieldset>
        <WordsField
          label={t`Why?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
