import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { refresh } from '../../api/changes.ts';
import { postSecret } from '../../api/client.ts';
import { draftsQuestion } from '../../api/draft-questions.ts';
import type { ServerDraft } from '../../api/draft-types.ts';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { say } from '../../parts/Say.tsx';
import { textOf } from './base.ts';
import type { DraftSync } from './use-draft-sync.ts';

type Props = { complaintId: string; draft: ServerDraft; sync: DraftSync; onUndone: () => void };

/** Between Send and the moment from which nothing can be taken back any more. */
export function SendingBar({ complaintId, draft, sync, onUndone }: Props) {
  const client = useQueryClient();
  const seconds = useSecondsLeft(complaintId, draft);
  const { queryKey } = draftsQuestion(complaintId);
  const undoing = useMutation({
    mutationFn: () =>
      postSecret<{ version: number }>(`/complaints/${complaintId}/drafts/reply/undo`, {}),
    onSuccess: async ({ version }) => {
      sync.agree(version, draft.content);
      await client.invalidateQueries({ queryKey });
      say(t`Taken back. Nothing was sent.`);
      onUndone();
    },
    onError: () => void refresh(client, complaintId),
  });
  const undo = (): void => undoing.mutate();
  const place = useRef<HTMLDivElement>(null);
  useCtrlZ(undo);
  // The form that had the focus is gone.
  useEffect(() => place.current?.focus(), []);
  return (
    <div className="sending" ref={place} tabIndex={-1}>
      <div className="sending-bar">
        <p role="status">{seconds > 0 ? t`Sending in ${seconds} s` : t`Sending …`}</p>
        <div className="buttons">
          <Button look="main" isBusy={undoing.isPending} onPress={undo}>
            <Trans>Undo</Trans> <kbd>Ctrl Z</kbd>
          </Button>
        </div>
      </div>
      <Fault fault={undoing.error} />
      <p className="words quiet" dir="auto">
        {textOf(draft.content)}
      </p>
    </div>
  );
}

function useCtrlZ(undo: () => void): void {
  const latest = useRef(undo);
  useEffect(() => {
    latest.current = undo;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isIt = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z';
      if (!isIt || event.shiftKey || event.defaultPrevented) return;
      // In a field it takes back what was typed there.
      if (event.target instanceof Element && event.target.closest('input, textarea')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const tickMs = 1_000;

/** Counted in ticks, because the clock of this machine may be wrong. At the end it asks. */
function useSecondsLeft(complaintId: string, draft: ServerDraft): number {
  const client = useQueryClient();
  const [left, setLeft] = useState(0);
  useEffect(() => setLeft(Math.ceil((draft.sendsInMs ?? 0) / tickMs)), [draft]);
  useEffect(() => {
    const timer = setInterval(() => {
      setLeft((seconds) => Math.max(0, seconds - 1));
      if (left > 1) return;
      void client.invalidateQueries(draftsQuestion(complaintId), { cancelRefetch: false });
    }, tickMs);
    return () => clearInterval(timer);
  }, [client, complaintId, left]);
  return left;
}
