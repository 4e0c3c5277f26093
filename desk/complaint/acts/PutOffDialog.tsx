import { useState } from 'react';
import { Choices } from '../../parts/Choices.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField, morningIn, nextMonday, toLocalField, wholeDate } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const days = [
  ['tomorrow', 'Tomorrow at 9'],
  ['in_three_days', 'In three days'],
  ['next_week', 'Next week'],
  ['date', 'On a date'],
] as const;
type Day = (typeof days)[number][0];

export function PutOffDialog({ complaint: { id }, onClose }: ActProps) {
  const [day, choose] = useState<Day>('tomorrow');
  const [written, write] = useState(() => toLocalField(morningIn(new Date(), 1)));
  const [reason, give] = useState('');
  const at = day === 'date' ? fromLocalField(written) : momentOf(day).toISOString();
  const puttingOff = useAct({
    complaintId: id,
    said: `Put off until ${at ? wholeDate(at) : 'then'}. A word of the customer brings it back.`,
    onDone: onClose,
  });
  return (
    <Dialog title="Look at it again" onClose={onClose}>
      <ActForm
        button="Put it off"
        isBusy={puttingOff.isPending}
        fault={puttingOff.error}
        onSend={() =>
          puttingOff.mutate({
            path: `/complaints/${id}/next-date`,
            body: { at, ...(reason.trim() && { reason }) },
          })
        }
      >
        <Choices label="When" choices={days} chosen={day} onChoose={choose} />
        {day === 'date' ? (
          <MomentField label="When?" value={written} onChange={write} />
        ) : (
          <p>{wholeDate(momentOf(day).toISOString())}</p>
        )}
        <p className="quiet">
          It stays to do or waiting, as it is. Nothing goes past a promise, and a word of the
          customer brings it back.
        </p>
        <WordsField
          label="Why? (if it helps)"
          hint="Kept as a note between ourselves."
          rows={2}
          isRequired={false}
          value={reason}
          onChange={give}
        />
      </ActForm>
    </Dialog>
  );
}

function momentOf(day: Exclude<Day, 'date'>): Date {
  const now = new Date();
  if (day === 'next_week') return nextMonday(now);
  return morningIn(now, day === 'tomorrow' ? 1 : 3);
}
