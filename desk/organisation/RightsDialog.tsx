import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsQuestion } from '../api/questions.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';

/** What each acknowledgement says about the customer's rights, in our own words. */
export function RightsDialog({ onClose }: { onClose: () => void }) {
  const { data, error } = useQuery(rightsQuestion);
  return (
    <Dialog title={t`Customers’ rights`} onClose={onClose}>
      <Fault fault={error} />
      {data && <RightsForm text={data.text ?? ''} onClose={onClose} />}
    </Dialog>
  );
}

function RightsForm({ text, onClose }: { text: string; onClose: () => void }) {
  const [rights, setRights] = useState(text);
  const stating = useAct({
    said: t`Every acknowledgement says so from now on.`,
    onDone: onClose,
  });
  return (
    <ActForm
      button={t`State it`}
      isBusy={stating.isPending}
      fault={stating.error}
      onSend={() =>
        stating.mutate({ path: '/organisation/rights', body: { text: rights.trim() || null } })
      }
    >
      <WordsField
        label={t`What every customer is told`}
        hint={t`Where else they can turn, for example: an ombudsman, with address and time limits. It stands in each acknowledgement.`}
        value={rights}
        onChange={setRights}
        isRequired={false}
        rows={6}
      />
    </ActForm>
  );
}
