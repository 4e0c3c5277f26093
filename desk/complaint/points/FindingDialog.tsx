import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Finding, Point } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { ActProps } from '../acts/ActDialog.tsx';
import { ActForm } from '../acts/ActForm.tsx';

export const findingWords: Readonly<Record<Finding, string>> = {
  upheld: t`Upheld`,
  partly_upheld: t`Partly upheld`,
  not_upheld: t`Not upheld`,
};

/** As the customer reads it. */
const toldAs: readonly (readonly [Finding, string])[] = [
  ['upheld', t`Upheld: they were right`],
  ['partly_upheld', t`Partly upheld: they were right in part`],
  ['not_upheld', t`Not upheld: we do not find that this went wrong`],
];

type Props = ActProps & { point: Point };

export function FindingDialog({ complaint: { id }, point, onClose }: Props) {
  const about = `${id}.finding.${point.id}`;
  const known = { finding: point.finding ?? '', reason: '' };
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, known);
  const finding = useAct({
    complaintId: id,
    said: t`The customer sees it on their page.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`What did we find?`} onClose={onClose}>
      <ActForm
        button={t`Put it down`}
        isBusy={finding.isPending}
        fault={finding.error}
        onSend={() =>
          finding.mutate({ path: `/complaints/${id}/points/${point.id}/finding`, body: draft })
        }
      >
        <p className="promise-words" dir="auto">
          {point.text}
        </p>
        <fieldset>
          <legend>
            <Trans>Our finding</Trans>
          </legend>
          {toldAs.map(([each, words]) => (
            <label key={each} className="check">
              <input
                type="radio"
                name="finding"
                required
                checked={draft.finding === each}
                onChange={() => change({ finding: each })}
              />
              {words}
            </label>
          ))}
        </fieldset>
        <WordsField
          label={t`Why?`}
          hint={
            point.finding
              ? t`The customer reads this, and that you looked again. What was said before stays on record.`
              : t`The customer reads this.`
          }
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
