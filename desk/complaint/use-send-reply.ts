import { plural, t } from '@lingui/core/macro';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { refresh } from '../api/changes.ts';
import { post, postSecret } from '../api/client.ts';
import type { Recipients } from '../api/mail-types.ts';
import type { Complaint } from '../api/types.ts';
import { useMe } from '../me.ts';
import { say } from '../parts/Say.tsx';
import { fromLocalField } from '../time.ts';
import type { DraftSync } from './drafts/use-draft-sync.ts';
import { deliveryOf, goesByPost, whyNot } from './recipients/recipients.ts';
import {
  type DraftPromise,
  latestMessageOf,
  type ReplyDraft,
  useReplyDraft,
} from './reply-draft.ts';

type With = { recipients: Recipients | undefined; sync: DraftSync };

/** Sends the reply and what is promised with it, in one go: all of it, or nothing. */
export function useSendReply(complaint: Complaint, { recipients, sync }: With) {
  const client = useQueryClient();
  const me = useMe();
  const { id } = complaint;
  const { draft, clear } = useReplyDraft(complaint);
  const mutationKey = ['reply', id];
  const sending = useMutation({
    mutationKey,
    mutationFn: async (wish: ReplyDraft): Promise<string | null> => {
      for (const promise of wish.promises) assertPromise(promise);
      if (wish.text.trim() === '') return makePromises(id, wish);
      const answer = answerOf(wish, { complaint, recipients, meId: me.id });
      const content = { ...wish };
      const version = await sync.flush();
      const body = { content, version, answer };
      const isOnPaper = goesByPost(recipients, wish);
      if (me.undoSeconds > 0 && !isOnPaper) {
        await postSecret(`/complaints/${id}/drafts/reply/sending`, body);
        sync.agree(version + 1, content);
        return null;
      }
      await post(`/complaints/${id}/drafts/reply/sent`, body);
      sync.agree(0, content);
      return saidAbout(wish, isOnPaper);
    },
    onSuccess: (said) => {
      // While it can be taken back, the bar says how it stands.
      if (said === null) return;
      clear();
      say(said);
    },
    // Not waited for: a refusal must be seen at once, also while nothing can be read.
    onSettled: () => void refresh(client, id),
  });
  // Counted over all screens, so that one left and opened again knows that it is under way.
  const isSending = useIsMutating({ mutationKey }) > 0;
  // A fault of words that have gone out after all, their answer lost, concerns nobody any more.
  const isEmpty = draft.text === '' && draft.promises.length === 0;
  return {
    send: () => sending.mutate(draft),
    isSending,
    fault: isEmpty ? null : sending.error,
  };
}

const saidAbout = ({ promises }: ReplyDraft, isOnPaper: boolean): string => {
  const sent = isOnPaper ? t`The letter waits to be printed.` : t`Reply sent.`;
  return promises.length > 0 ? `${sent} ${madeWords(promises.length)}` : sent;
};

const madeWords = (many: number): string =>
  plural(many, { one: 'Promise made.', other: '# promises made.' });

/** Promises without words beside them. */
async function makePromises(id: string, { promises }: ReplyDraft): Promise<string> {
  for (const promise of promises) await post(`/complaints/${id}/promises`, promiseOf(promise));
  return madeWords(promises.length);
}

type Around = { complaint: Complaint; recipients: Recipients | undefined; meId: string };

function answerOf(wish: ReplyDraft, { complaint, recipients, meId }: Around): object {
  const fault = whyNot(recipients, wish);
  if (fault || !recipients) throw new Error(fault ?? '');
  const takes = complaint.owner.id !== meId && !wish.staysTheirs;
  return {
    text: wish.text,
    ...deliveryOf(recipients, wish),
    seen: wish.seen || (latestMessageOf(complaint)?.id ?? null),
    ...givenWith(wish),
    ...(takes && { take: true }),
  };
}

const givenWith = ({ promises, files, isFinal, noAction }: ReplyDraft): object => ({
  ...(promises.length > 0 && { promises: promises.map(promiseOf) }),
  ...(files.length > 0 && { files: files.map(({ ticket }) => ticket) }),
  ...(isFinal && { isFinal }),
  ...(noAction?.trim() && { noAction }),
});

export const promiseOf = ({ what, by, who }: DraftPromise): object => ({
  text: what,
  dueAt: fromLocalField(by),
  ...(who && { ownerId: who }),
});

/** What we can see ourselves is said without asking the server. */
function assertPromise({ what, by }: DraftPromise): void {
  const dueAt = fromLocalField(by);
  if (what.trim() === '') throw new Error(t`Say what you promise.`);
  if (!dueAt) throw new Error(t`Say by when.`);
  if (Date.parse(dueAt) <= Date.now()) {
    throw new Error(t`This date has passed. A promise needs a date to come.`);
  }
}
