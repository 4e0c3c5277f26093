import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { recipientsQuestion } from '../api/questions.ts';
import type { Complaint } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { FilesField, filesUnderWay } from '../parts/files/FilesField.tsx';
import { type Files, useFiles } from '../parts/files/use-files.ts';
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
export function ReplyForm(props: Props) {
  const id = useId();
  const { complaint, words, sync } = props;
  const reply = useReply(props);
  const { draft, change, isSending, files, blocks, chips, parts } = reply;
  const name = nameOfCustomer(complaint.customer.name ?? complaint.customerName);
  return (
    <form
      onSubmit={reply.onSubmit}
      onKeyDown={reply.onKeyDown}
      aria-busy={isSending}
      {...files.catching}
    >
      <TakeLine complaint={complaint} draft={draft} change={change} />
      <ToWhom {...parts} />
      <label htmlFor={id} className="unseen">
        <Trans>Your reply to {name}</Trans>
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
      {reply.areFilesShown && <FilesField files={files} />}
      <Fault fault={reply.fault} />
      {reply.isOvertaken && <OvertakenLine latest={reply.latest} name={name} />}
      <div className="reply-foot">
        <ReplyWays
          {...parts}
          onBlock={blocks.open}
          onFiles={reply.areFilesShown ? null : files.add}
        />
        {/* Nothing is sent before it is seen to whom. */}
        <Button type="submit" look="main" isBusy={isSending || !reply.isReady}>
          {reply.isOvertaken ? t`I have read it` : sendWords(draft, reply.isOnPaper)}
        </Button>
      </div>
    </form>
  );
}

function useReply({ complaint, words, sync }: Props) {
  const { draft, change } = useReplyDraft(complaint);
  const recipients = useQuery(recipientsQuestion(complaint.id, draft.answering));
  const { send, isSending, fault } = useSendReply(complaint, { recipients: recipients.data, sync });
  const files = useFiles(draft.files, (taken) => change({ files: taken }));
  const [isPressed, press] = useState(false);
  const latest = latestMessageOf(complaint);
  const latestId = latest?.id ?? '';
  const write = (text: string): void =>
    change({ text, seen: draft.text === '' ? latestId : draft.seen });
  const blocks = useTextBlocks({ complaint, text: draft.text, write, words });
  const chips = usePromiseChips(draft, change);
  // Whoever writes has not read what came in meanwhile: the answer waits for a second look.
  const isOvertaken = draft.text !== '' && draft.seen !== '' && draft.seen !== latestId;
  const early = files.underWay.length > 0 ? filesUnderWay : blocks.fault;
  const submit = (): void => {
    if (isOvertaken) return change({ seen: latestId });
    press(true);
    if (!early) send();
  };
  return {
    draft,
    change,
    files,
    blocks,
    chips,
    latest,
    isSending,
    isOvertaken,
    isReady: !recipients.isPending,
    isOnPaper: goesByPost(recipients.data, draft),
    areFilesShown: hasAny(files),
    parts: { complaint, draft, change, proposed: recipients.data },
    fault: [isPressed && early, fault, !recipients.data && recipients.error].find(Boolean) ?? null,
    onSubmit: (event: FormEvent): void => {
      event.preventDefault();
      if (!isSending) submit();
    },
    onKeyDown: (event: KeyboardEvent<HTMLFormElement>): void => {
      chips.onKeyDown(event);
      sendOnCtrlEnter(event);
    },
  };
}

const hasAny = ({ taken, underWay, notTaken, isOver }: Files): boolean =>
  isOver || taken.length + underWay.length + notTaken.length > 0;

function sendWords({ text, promises }: ReplyDraft, isOnPaper: boolean): string {
  const many = promises.length;
  if (many > 0 && text.trim() === '') {
    return plural(many, { one: 'Make the promise', other: 'Make the promises' });
  }
  if (isOnPaper) {
    return plural(many, {
      0: 'Write the letter',
      one: 'Write the letter and promise',
      other: 'Write the letter and promises',
    });
  }
  return plural(many, {
    0: 'Send reply',
    one: 'Send reply and promise',
    other: 'Send reply and promises',
  });
}
