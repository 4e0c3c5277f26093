import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { refresh } from '../api/changes.ts';
import { post } from '../api/client.ts';
import type { Recipients } from '../api/mail-types.ts';
import { sentenceOf } from '../api/refused.ts';
import type { Complaint } from '../api/types.ts';
import { say } from '../parts/Say.tsx';
import { fromLocalField } from '../time.ts';
import { deliveryOf, goesByPost, whyNot } from './recipients/recipients.ts';
import { type ReplyDraft, useReplyDraft } from './reply-draft.ts';

/** Said when the reply went out and the promise did not: both halves must be clear. */
class PromiseNotMade extends Error {
  constructor(cause: unknown) {
    super(`Your reply is sent. The promise is not made yet: ${sentenceOf(cause)}`, { cause });
  }
}

/** Sends the reply, then the promise. What has been confirmed leaves the draft at once. */
export function useSendReply(complaint: Complaint, recipients: Recipients | undefined) {
  const client = useQueryClient();
  const { id } = complaint;
  const { draft, change, clear } = useReplyDraft(complaint);
  const mutationKey = ['reply', id];
  const sending = useMutation({
    mutationKey,
    mutationFn: async (wish: ReplyDraft) => {
      assertPromise(wish);
      const hasReply = wish.text.trim() !== '';
      if (hasReply) {
        await post(`/complaints/${id}/messages`, answerOf(wish, recipients));
        // Whoever writes next begins with those who stand on what they answer.
        change({ text: '', seen: '', answering: '', to: null, cc: null, confirmed: [] });
      }
      if (wish.withPromise) await promise(id, wish, hasReply);
      return wish;
    },
    onSuccess: (wish) => {
      clear();
      const { text, withPromise } = wish;
      const sent = goesByPost(recipients, wish) ? 'The letter waits to be printed' : 'Reply sent';
      const parts = [text.trim() && sent, withPromise && 'Promise made'].filter(Boolean);
      say(`${parts.join('. ')}.`);
    },
    // Not waited for: a refusal must be seen at once, also while nothing can be read.
    onSettled: () => void refresh(client, id),
  });
  // Counted over all screens, so that one left and opened again knows that it is under way.
  const isSending = useIsMutating({ mutationKey }) > 0;
  return { send: () => sending.mutate(draft), isSending, fault: sending.error };
}

function answerOf(wish: ReplyDraft, recipients: Recipients | undefined): object {
  const fault = whyNot(recipients, wish);
  if (fault || !recipients) throw new Error(fault ?? '');
  return { text: wish.text, ...deliveryOf(recipients, wish) };
}

/** What we can see ourselves is said before the reply has gone out without its promise. */
function assertPromise({ withPromise, what, by }: ReplyDraft): void {
  if (!withPromise) return;
  const dueAt = fromLocalField(by);
  if (what.trim() === '') throw new Error('Say what you promise.');
  if (!dueAt) throw new Error('Say by when.');
  if (Date.parse(dueAt) <= Date.now()) {
    throw new Error('This date has passed. A promise needs a date to come.');
  }
}

async function promise(id: string, wish: ReplyDraft, isReplySent: boolean): Promise<void> {
  const { what, by, who } = wish;
  const body = { text: what, dueAt: fromLocalField(by), ...(who ? { ownerId: who } : {}) };
  try {
    await post(`/complaints/${id}/promises`, body);
  } catch (fault) {
    throw isReplySent ? new PromiseNotMade(fault) : fault;
  }
}
