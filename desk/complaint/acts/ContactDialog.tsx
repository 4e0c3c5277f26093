import { t } from '@lingui/core/macro';
import { useState } from 'react';
import type { Upload } from '../../api/mail-types.ts';
import type { Channel } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { FilesField, filesUnderWay } from '../../parts/files/FilesField.tsx';
import { useFiles } from '../../parts/files/use-files.ts';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField, toLocalField } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const channels: readonly (readonly [Channel, string])[] = [
  ['phone', t`By telephone`],
  ['post', t`By letter`],
  ['in_person', t`In person`],
  ['mail', t`By mail`],
];

const empty = { channel: 'phone', at: '', text: '', files: [] as Upload[] };

/** The customer reached us by a way that no program sees. */
export function ContactDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.contact` }, empty);
  const [isEarly, sayEarly] = useState(false);
  const files = useFiles(draft.files, (taken) => change({ files: taken }));
  const isUnderWay = files.underWay.length > 0;
  const at = draft.at || toLocalField(new Date());
  const logging = useAct({
    complaintId: id,
    said: t`Written down, and counted as a contact.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const send = (): void => {
    sayEarly(isUnderWay);
    if (isUnderWay) return;
    const { channel, text } = draft;
    const tickets = draft.files.map(({ ticket }) => ticket);
    // The time is fixed with the first try, so that a repeat is the same request.
    change({ at });
    const body = {
      channel,
      text,
      occurredAt: fromLocalField(at),
      ...(tickets.length > 0 && { files: tickets }),
    };
    logging.mutate({ path: `/complaints/${id}/contacts`, body });
  };
  return (
    <Dialog title={t`Log a call, letter or visit`} onClose={onClose}>
      <ActForm
        button={t`Write it down`}
        isBusy={logging.isPending}
        fault={isEarly && isUnderWay ? filesUnderWay : logging.error}
        onSend={send}
        catching={files.catching}
      >
        <Field label={t`How did they reach us?`}>
          {(wired) => (
            <select
              {...wired}
              value={draft.channel}
              onChange={({ target }) => change({ channel: target.value })}
            >
              {channels.map(([channel, words]) => (
                <option key={channel} value={channel}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <MomentField
          label={t`When did it reach us?`}
          value={at}
          onChange={(value) => change({ at: value })}
        />
        <WordsField
          label={t`What did they say?`}
          hint={t`As near to their own words as you can. The customer sees it.`}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
        <FilesField files={files} />
      </ActForm>
    </Dialog>
  );
}
