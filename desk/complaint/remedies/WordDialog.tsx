import { t } from '@lingui/core/macro';
import type { Complaint } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { MomentField, WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import type { Remedy } from '../../remedies/remedy-types.ts';
import { titleOf } from '../../remedies/words.ts';
import { fromLocalField } from '../../time.ts';
import { ActForm } from '../acts/ActForm.tsx';
import type { WordWay } from './ways.ts';

const empty = { text: '', channel: 'phone', at: '' };

const channels = [
  ['phone', t`By telephone`],
  ['mail', t`By mail`],
  ['post', t`By letter`],
  ['in_person', t`In person`],
] as const;

const labels: Readonly<Record<WordWay['words'], string>> = {
  said: t`What did they say?`,
  reason: t`Why?`,
  result: t`What came of it? (if there is more to say)`,
};

type Props = { complaint: Complaint; remedy: Remedy; way: WordWay; onClose: () => void };

/** One act with the words that belong to it. */
export function WordDialog({ complaint, remedy, way, onClose }: Props) {
  const about = `${remedy.id}.${way.path}`;
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about }, empty);
  const acting = useAct({
    complaintId: complaint.id,
    said: way.said,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const isVisit = way.words === 'result' && remedy.kind === 'visit';
  return (
    <Dialog title={way.button} onClose={onClose}>
      <ActForm
        button={way.button}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() =>
          acting.mutate({ path: `/remedies/${remedy.id}/${way.path}`, body: bodyOf(way, draft) })
        }
      >
        <p>
          <strong>{titleOf(remedy)}</strong>
        </p>
        <p>{way.lead}</p>
        {way.words === 'said' && (
          <Field label={t`How did they say it?`}>
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
        )}
        {isVisit && (
          <MomentField
            label={t`When did we arrive?`}
            isRequired={false}
            value={draft.at}
            onChange={(at) => change({ at })}
          />
        )}
        <WordsField
          label={labels[way.words]}
          isRequired={way.words !== 'result'}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
      </ActForm>
    </Dialog>
  );
}

function bodyOf(way: WordWay, { text, channel, at }: typeof empty): object {
  if (way.words === 'reason') return { reason: text };
  if (way.words === 'said') return { channel, text, ...way.also };
  const arrivedAt = fromLocalField(at);
  return { ...(text.trim() && { result: text }), ...(arrivedAt && { arrivedAt }) };
}
