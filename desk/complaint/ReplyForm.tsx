import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type RefObject, useId } from 'react';
import type { Recipients } from '../api/mail-types.ts';
import { recipientsQuestion } from '../api/questions.ts';
import type { Complaint } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { nameOfCustomer } from '../words.ts';
import { sendOnCtrlEnter } from './ctrl-enter.ts';
import { PromiseFields } from './PromiseFields.tsx';
import { RecipientRows } from './recipients/RecipientRows.tsx';
import { goesByPost } from './recipients/recipients.ts';
import { latestWordsOf, type ReplyDraft, useReplyDraft, withPromise } from './reply-draft.ts';
import { useSendReply } from './use-send-reply.ts';

type Props = { complaint: Complaint; words: RefObject<HTMLTextAreaElement | null> };

/** An answer to the customer, and with it what we promise. */
export function ReplyForm({ complaint, words }: Props) {
  const id = useId();
  const { draft, change } = useReplyDraft(complaint);
  const recipients = useQuery(recipientsQuestion(complaint.id, draft.answering));
  const { send, isSending, fault } = useSendReply(complaint, recipients.data);
  const name = nameOfCustomer(complaint.customer.name ?? complaint.customerName);
  const latest = latestWordsOf(complaint);
  // Whoever writes has not read what came in meanwhile: the answer waits for a second look.
  const isOvertaken = draft.text !== '' && draft.seen !== '' && draft.seen !== latest;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (isSending) return;
    if (isOvertaken) change({ seen: latest });
    else send();
  };
  const isOnPaper = goesByPost(recipients.data, draft);
  const parts = { complaint, draft, change };
  return (
    <form onSubmit={onSubmit} onKeyDown={sendOnCtrlEnter} aria-busy={isSending}>
      <ToWhom {...parts} proposed={recipients.data} />
      <label htmlFor={id} className="unseen">
        Your reply to {name}
      </label>
      <textarea
        id={id}
        ref={words}
        dir="auto"
        rows={3}
        required={!draft.withPromise}
        readOnly={isSending}
        value={draft.text}
        onChange={({ target }) =>
          change({ text: target.value, seen: draft.text === '' ? latest : draft.seen })
        }
      />
      {draft.withPromise && <PromiseFields draft={draft} change={change} />}
      <Fault fault={fault ?? (recipients.data ? null : recipients.error)} />
      {isOvertaken && (
        <p className="bar-note" role="alert">
          {name} wrote again while you were writing. Please read it before you send.
        </p>
      )}
      <div className="reply-foot">
        <Ways {...parts} proposed={recipients.data} />
        {/* Nothing is sent before it is seen to whom. */}
        <Button type="submit" look="main" isBusy={isSending || recipients.isPending}>
          {isOvertaken ? 'I have read it' : sendWords(draft, isOnPaper)}
        </Button>
      </div>
    </form>
  );
}

type PartProps = {
  complaint: Complaint;
  draft: ReplyDraft;
  change: (part: Partial<ReplyDraft>) => void;
  proposed: Recipients | undefined;
};

function ToWhom({ proposed, ...props }: PartProps) {
  // It keeps its place while it is asked for, so that the thread above does not jump.
  if (!proposed) return <div className="recipients" aria-busy="true" />;
  if (!goesByPost(proposed, props.draft)) {
    return <RecipientRows {...props} proposed={proposed} />;
  }
  return (
    <p className="recipients">
      By letter to {props.complaint.customer.postalAddress?.replaceAll('\n', ', ')}. It waits in the
      outbox until somebody has printed and posted it.
    </p>
  );
}

/** What goes with the words, and by which way. */
function Ways({ draft, change, proposed }: PartProps) {
  const isOnPaper = goesByPost(proposed, draft);
  return (
    <div className="reply-ways">
      <Check
        label="with a promise"
        isOn={draft.withPromise}
        onChange={(isOn) => change(isOn ? withPromise(draft) : { withPromise: false })}
      />
      {!isOnPaper && proposed && proposed.to.length > 0 && (
        <Check
          label="quote what they wrote"
          isOn={draft.withQuote}
          onChange={(withQuote) => change({ withQuote })}
        />
      )}
      {proposed?.byPost && (
        <Check
          label="as a printed letter"
          isOn={draft.onPaper}
          onChange={(onPaper) => change({ onPaper })}
        />
      )}
    </div>
  );
}

type CheckProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void };

function Check({ label, isOn, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}

function sendWords({ text, withPromise }: ReplyDraft, isOnPaper: boolean): string {
  if (withPromise && text.trim() === '') return 'Make the promise';
  const reply = isOnPaper ? 'Write the letter' : 'Send reply';
  return withPromise ? `${reply} and promise` : reply;
}
