import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Choices } from '../../parts/Choices.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField, morningIn, nextMonday, toLocalField, wholeDate } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const days = [
  ['tomorrow', t`Tomorrow at 9`],
  ['in_three_days', t`In three days`],
  ['next_week', t`Next week`],
  ['date', t`On a date`],
] as const;
type Day = (typeof days)[number][0];

export function PutOffDialog({ complaint: { id }, onClose }: ActProps) {
  const [day, choose] = useState<Day>('tomorrow');
  const [written, write] = useState(() => toLocalField(morningIn(new Date(), 1)));
  const [reason, give] = useState('');
  const at = day === 'date' ? fromLocalField(written) : momentOf(day).toISOString();
  const puttingOff = useAct({
    complaintId: id,
    said: putOffWords(at),
    onDone: onClose,
  });
  return (
    <Dialog title={t`Look at it again`} onClose={onClose}>
      <ActForm
        button={t`Put it off`}
        isBusy={puttingOff.isPending}
        fault={puttingOff.error}
        onSend={() =>
          puttingOff.mutate({
            path: `/complaints/${id}/next-date`,
            body: { at, ...(reason.trim() && { reason }) },
          })
        }
      >
        <Choices label={t`When`} choices={days} chosen={day} onChoose={choose} />
        {day === 'date' ? (
          <MomentField label={t`When?`} value={written} onChange={write} />
        ) : (
          <p>{wholeDate(momentOf(day).toISOString())}</p>
        )}
        <p className="quiet">
          <Trans>
            It stays to do or waiting, as it is. Nothing goes past a promise, and a word of the
            customer brings it back.
          </Trans>
        </p>
        <WordsField
          label={t`Why? (if it helps)`}
          hint={t`Kept as a note between ourselves.`}
          rows={2}
          isRequired={false}
          value={reason}
          onChange={give}
        />
      </ActForm>
    </Dialog>
  );
}

function putOffWords(at: string | undefined): string {
  if (!at) return t`Put off until then. A word of the customer brings it back.`;
  const when = wholeDate(at);
  return t`Put off until ${when}. A word of the customer brings it back.`;
}

function momentOf(day: Exclude<Day, 'date'>): Date {
  const now = new Date();
  if (day === 'next_week') return nextMonday(now);
  return morningIn(now, day === 'tomorrow' ? 1 : 3);
}
