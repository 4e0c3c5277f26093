import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useId } from 'react';
import { refresh } from '../api/changes.ts';
import { post } from '../api/client.ts';
import type { Complaint } from '../api/types.ts';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { say } from '../parts/Say.tsx';
import { sendOnCtrlEnter } from './ctrl-enter.ts';
import type { DraftSync } from './drafts/use-draft-sync.ts';

type Props = {
  complaint: Complaint;
  words: RefObject<HTMLTextAreaElement | null>;
  sync: DraftSync;
};

const empty = { text: '' };

export function NoteForm({ complaint: { id: complaintId }, words, sync }: Props) {
  const id = useId();
  const client = useQueryClient();
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${complaintId}.note` },
    empty,
  );
  const mutationKey = ['note', complaintId];
  const keeping = useMutation({
    mutationKey,
    mutationFn: (text: string) => post(`/complaints/${complaintId}/notes`, { text }),
    onSuccess: () => {
      clear();
      // Its draft goes the same way.
      void sync.flush().catch(() => undefined);
      say(t`Note kept, between ourselves.`);
    },
    onSettled: () => void refresh(client, complaintId),
  });
  const isKeeping = useIsMutating({ mutationKey }) > 0;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isKeeping) keeping.mutate(draft.text);
  };
  return (
    <form onSubmit={onSubmit} onKeyDown={sendOnCtrlEnter} aria-busy={isKeeping}>
      <label htmlFor={id}>
        <Trans>Note between ourselves – the customer never sees it</Trans>
      </label>
      <textarea
        id={id}
        ref={words}
        dir="auto"
        rows={3}
        required
        readOnly={isKeeping}
        value={draft.text}
        onChange={({ target }) => change({ text: target.value })}
      />
      <Fault fault={keeping.error} />
      <div className="buttons">
        <Button type="submit" look="main" isBusy={isKeeping}>
          <Trans>Keep note</Trans>
        </Button>
      </div>
    </form>
  );
}
