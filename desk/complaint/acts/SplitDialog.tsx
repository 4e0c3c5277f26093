import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Message } from '../../api/types.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { Field } from '../../parts/Field.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { useAct } from '../../parts/use-act.ts';
import { pastInWords, useNow } from '../../time.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

type Part = { messageId: string; text: string };

/** Customers often bring two matters at once; the second gets a reference and a promise of its own. */
export function SplitDialog({
  complaint,
  marked,
  onClose,
}: ActProps & { marked?: Part | undefined }) {
  const { id, reference, messages } = complaint;
  const owner = complaint.owner.name;
  const now = useNow();
  const navigate = useNavigate();
  const theirs = messages.filter(({ author }) => author === 'customer');
  const [part, choose] = useState<Part>(() =>
    marked ? { messageId: marked.messageId, text: marked.text } : partOf(theirs.at(-1)),
  );
  const splitting = useAct<{ id: string; reference: string }>({
    complaintId: id,
    said: madeWords,
    onDone: (made) => {
      onClose();
      return navigate({ to: '/complaints/$id', params: { id: made.id } });
    },
  });
  return (
    <Dialog title={t`A complaint of its own`} onClose={onClose}>
      <ActForm
        button={t`Make it a complaint`}
        isBusy={splitting.isPending}
        fault={splitting.error}
        onSend={() => splitting.mutate({ path: `/complaints/${id}/split`, body: part })}
      >
        <p>
          <Trans>
            For a part of {reference} that is another matter. It gets its own reference, link and
            date by which somebody answers; <bdi>{owner}</bdi> has both. Each names the other, and
            the customer is told.
          </Trans>
        </p>
        <Field label={t`Which message is it in?`}>
          {(wired) => (
            <select
              {...wired}
              value={part.messageId}
              onChange={({ target }) =>
                choose(partOf(theirs.find((message) => message.id === target.value)))
              }
            >
              {theirs.map((message) => (
                <option key={message.id} value={message.id}>
                  {pastInWords(message.occurredAt, now)}: {(message.text ?? '').slice(0, 60)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <WordsField
          label={t`The other matter, in their words`}
          hint={t`Leave only what belongs to it. The whole message stays here as well.`}
          rows={6}
          value={part.text}
          onChange={(text) => choose({ ...part, text })}
        />
      </ActForm>
    </Dialog>
  );
}

const partOf = (message: Message | undefined): Part => ({
  messageId: message?.id ?? '',
  text: message?.text ?? '',
});

const madeWords = ({ reference }: { reference: string }): string =>
  t`It is the complaint ${reference} now.`;
