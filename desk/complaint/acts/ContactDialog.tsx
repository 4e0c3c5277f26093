import type { Channel } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { fromLocalField, toLocalField } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const channels: readonly (readonly [Channel, string])[] = [
  ['phone', 'By telephone'],
  ['post', 'By letter'],
  ['in_person', 'In person'],
  ['mail', 'By mail'],
];

const empty = { channel: 'phone', at: '', text: '' };

/** The customer reached us by a way that no program sees. */
export function ContactDialog({ complaint: { id }, onClose }: ActProps) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.contact` }, empty);
  const at = draft.at || toLocalField(new Date());
  const logging = useAct({
    complaintId: id,
    said: 'Written down, and counted as a contact.',
    onDone: () => {
      clear();
      onClose();
    },
  });
  const send = (): void => {
    const { channel, text } = draft;
    // The time is fixed with the first try, so that a repeat is the same request.
    change({ at });
    const body = { channel, text, occurredAt: fromLocalField(at) };
    logging.mutate({ path: `/complaints/${id}/contacts`, body });
  };
  return (
    <Dialog title="Log a call or letter" onClose={onClose}>
      <ActForm
        button="Write it down"
        isBusy={logging.isPending}
        fault={logging.error}
        onSend={send}
      >
        <Field label="How did they reach us?">
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
        <MomentField label="When?" value={at} onChange={(value) => change({ at: value })} />
        <WordsField
          label="What did they say?"
          hint="As near to their own words as you can. The customer sees it."
          value={draft.text}
          onChange={(text) => change({ text })}
        />
      </ActForm>
    </Dialog>
  );
}
