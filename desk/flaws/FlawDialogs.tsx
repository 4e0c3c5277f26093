import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { LineField, WordsField } from '../parts/fields.tsx';
import type { Flaw, Harm } from './flaw-types.ts';
import { useFlawAct } from './use-flaw-act.ts';
import { harmWords } from './words.ts';

type Props = { flaw: Flaw; onClose: () => void };

/** A person says: this is a flaw of ours, and this is what we call it. */
export function NameDialog({ flaw, onClose }: Props) {
  const begun = { name: flaw.state === 'suspected' ? '' : flaw.name, harm: 'loss', reason: '' };
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${flaw.id}.name` },
    begun,
  );
  const naming = useFlawAct({
    said: t`Confirmed. Whoever handled the complaints behind it is asked how to end it.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`This is a flaw of ours`} onClose={onClose}>
      <ActForm
        button={t`Confirm it`}
        isBusy={naming.isPending}
        fault={naming.error}
        onSend={() => naming.mutate({ path: `/flaws/${flaw.id}/name`, body: draft })}
      >
        <LineField
          label={t`What do we call it?`}
          hint={t`So that everybody knows what is meant.`}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <fieldset>
          <legend>
            <Trans>How badly does it hit whom it hits?</Trans>
          </legend>
          {(Object.keys(harmWords) as Harm[]).map((harm) => (
            <label key={harm} className="check">
              <input
                type="radio"
                name="harm"
                checked={draft.harm === harm}
                onChange={() => change({ harm })}
              />
              {harmWords[harm]}
            </label>
          ))}
        </fieldset>
        <WordsField
          label={t`Why do you think so?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}

export function DismissDialog({ flaw: { id }, onClose }: Props) {
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${id}.dismiss` },
    { reason: '' },
  );
  const dismissing = useFlawAct({
    said: t`Dismissed. It is not suspected again.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`This is no flaw of ours`} onClose={onClose}>
      <ActForm
        button={t`Dismiss it`}
        isBusy={dismissing.isPending}
        fault={dismissing.error}
        onSend={() => dismissing.mutate({ path: `/flaws/${id}/dismissal`, body: draft })}
      >
        <WordsField
          label={t`Why?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
