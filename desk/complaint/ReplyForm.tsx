import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { recipientsQuestion } from '../api/questions.ts';
import type { Complaint } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { FilesField, filesUnderWay } from '../parts/files/FilesField.tsx';
import { useFiles } from '../parts/files/use-files.ts';
import { nameOfCustomer } from '../words.ts';
import { TextBlocks, useTextBlocks } from './blocks/TextBlocks.tsx';
import { CheckLines } from './CheckLines.tsx';
import { sendOnCtrlEnter } from './ctrl-enter.ts';
import type { DraftSync } from './drafts/use-draft-sync.ts';
import { OvertakenLine } from './OvertakenLine.tsx';
import { PromiseChips, usePromiseChips } from './PromiseChips.tsx';
import { PromiseFields } from './PromiseFields.tsx';
import { ReplyWays } from './ReplyWays.tsx';
import { goesByPost } from './recipients/recipients.ts';
import { latestMessageOf, type ReplyDraft, useReplyDraft } from './reply-draft.ts';
import { TakeLine } from './TakeLine.tsx';
import { ToWhom } from './ToWhom.tsx';
import { useSendReply } from './use-send-reply.ts';

type Props = {
  complaint: Complaint;
  words: RefObject<HTMLTextAreaElement | null>;
  sync: DraftSync;
};

/** An answer to the customer, and with it what we promise. */
export function ReplyForm({ complaint, words, sync }: Props) {
  const id = useId();
  const { draft, change } = useReplyDraft(complaint);
  const recipients = useQuery(recipientsQuestion(complaint.id, draft.answering));
  const { send, isSending, fault } = useSendReply(complaint, { recipients: recipients.data, sync });
  const files = useFiles(draft.files, (taken) => change({ files: taken }));
  const [early, sayEarly] = useState<Error | null>(null);
  const latest = latestMessageOf(complaint);
  const write = (text: string): void =>
    change({ text, seen: draft.text === '' ? (latest?.id ?? '') : draft.seen });
  const blocks = useTextBlocks({ complaint, text: draft.text, write, words });
  const chips = usePromiseChips(draft, change);
  // Whoever writes has not read what came in meanwhile: the answer waits for a second look.
  const isOvertaken = draft.text !== '' && draft.seen !== '' && draft.seen !== latest?.id;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSending) return;
    if (isOvertaken) return change({ seen: latest?.id ?? '' });
    const fault = files.underWay.length > 0 ? filesUnderWay : blocks.fault;
    sayEarly(fault);
    if (!fault) send();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>): void => {
    chips.onKeyDown(event);
    sendOnCtrlEnter(event);
  };
  const isOnPaper = goesByPost(recipients.data, draft);
  const name = nameOfCustomer(complaint.customer.name ?? complaint.customerName);
  const parts = { complaint, draft, change, proposed: recipients.data };
  const areFilesShown = files.taken.length + files.underWay.length + files.notTaken.length > 0;
  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown} aria-busy={isSending} {...files.catching}>
      <TakeLine complaint={complaint} draft={draft} change={change} />
      <ToWhom {...parts} />
      <label htmlFor={id} className="unseen">
        Your reply to {name}
      </label>
      <textarea
        id={id}
        ref={words}
        dir="auto"
        rows={3}
        required={draft.promises.length === 0}
        readOnly={isSending}
        value={draft.text}
        onBlur={() => void sync.flush().catch(() => undefined)}
        onChange={({ target }) => blocks.onTyped(target.value, target.selectionStart)}
      />
      <TextBlocks blocks={blocks} />
      <PromiseChips chips={chips} />
      <CheckLines {...parts} />
      <PromiseFields draft={draft} change={change} />
      {(areFilesShown || files.isOver) && <FilesField files={files} />}
      <Fault fault={early ?? fault ?? (recipients.data ? null : recipients.error)} />
      {isOvertaken && <OvertakenLine latest={latest} name={name} />}
      <div className="reply-foot">
        <ReplyWays {...parts} onBlock={blocks.open} onFiles={areFilesShown ? null : files.add} />
        {/* Nothing is sent before it is seen to whom. */}
        <Button type="submit" look="main" isBusy={isSending || recipients.isPending}>
          {isOvertaken ? 'I have read it' : sendWords(draft, isOnPaper)}
        </Button>
      </div>
    </form>
  );
}

function sendWords({ text, promises }: ReplyDraft, isOnPaper: boolean): string {
  const promise = promises.length > 1 ? 'promises' : 'promise';
  if (promises.length > 0 && text.trim() === '') return `Make the ${promise}`;
  const reply = isOnPaper ? 'Write the letter' : 'Send reply';
  return promises.length > 0 ? `${reply} and ${promise}` : reply;
}
