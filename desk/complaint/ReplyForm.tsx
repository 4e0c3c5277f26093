import { type FormEvent, type RefObject, useId } from 'react';
import type { Complaint } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { nameOfCustomer } from '../words.ts';
import { sendOnCtrlEnter } from './ctrl-enter.ts';
import { PromiseFields } from './PromiseFields.tsx';
import { latestWordsOf, type ReplyDraft, useReplyDraft, withPromise } from './reply-draft.ts';
import { useSendReply } from './use-send-reply.ts';

type Props = { complaint: Complaint; words: RefObject<HTMLTextAreaElement | null> };

/** An answer to the customer, and with it what we promise. */
export function ReplyForm({ complaint, words }: Props) {
  const id = useId();
  const { draft, change } = useReplyDraft(complaint);
  const { send, isSending, fault } = useSendReply(complaint);
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
  return (
    <form onSubmit={onSubmit} onKeyDown={sendOnCtrlEnter} aria-busy={isSending}>
      <label htmlFor={id}>Your reply to {name}</label>
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
      <label className="check">
        <input
          type="checkbox"
          checked={draft.withPromise}
          onChange={({ target }) =>
            change(target.checked ? withPromise(draft) : { withPromise: false })
          }
        />
        with a promise
      </label>
      {draft.withPromise && <PromiseFields draft={draft} change={change} />}
      <Fault fault={fault} />
      {isOvertaken && (
        <p className="bar-note" role="alert">
          {name} wrote again while you were writing. Please read it before you send.
        </p>
      )}
      <div className="buttons">
        <Button type="submit" look="main" isBusy={isSending}>
          {isOvertaken ? 'I have read it' : sendWords(draft)}
        </Button>
        <span className="quiet hint">
          {complaint.customer.email
            ? `Goes to ${complaint.customer.email} and the private page`
            : 'Stands on the customer’s private page: there is no address of mail'}
        </span>
      </div>
    </form>
  );
}

function sendWords({ text, withPromise }: ReplyDraft): string {
  if (!withPromise) return 'Send reply';
  return text.trim() === '' ? 'Make the promise' : 'Send reply and promise';
}
