import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutboxNotice } from '../api/outbox-types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { count } from '../time.ts';
import { failureWords } from '../words.ts';
import { AgainDialog } from './AgainDialog.tsx';
import { waitingWords } from './fault-words.ts';
import { PostedDialog } from './PostedDialog.tsx';

type Props = { notice: OutboxNotice };

/** One message: to whom, what became of it, and what a person can do about it. */
export function NoticeItem({ notice }: Props) {
  const { subject, channel, state, settledAt, queuedAt } = notice;
  const isActive = state === 'failed' || (state === 'waiting' && channel === 'post');
  return (
    <li className={state}>
      <details>
        <summary>
          <span className="subject" dir="auto">
            {subject || 'Without a subject'}
          </span>
          <span className="quiet">{whither(notice)}</span>
          <span className="quiet">
            <At at={state === 'delivered' ? (settledAt ?? queuedAt) : queuedAt} />
          </span>
        </summary>
        <Whole notice={notice} />
      </details>
      <Trouble notice={notice} />
      {isActive && <Acts notice={notice} />}
    </li>
  );
}

function whither({ to, cc, channel }: OutboxNotice): string {
  const names = [channel === 'post' ? to?.split('\n').join(', ') : to, ...cc];
  return names.filter(Boolean).join(', ') || 'no address';
}

function Whole({ notice: { text, complaintId, reference, mailbox, channel } }: Props) {
  return (
    <>
      <p className="words" dir="auto">
        {text || 'There is no text.'}
      </p>
      <p className="quiet">
        {channel === 'post' ? 'On paper' : `Out of ${mailbox.address}`}
        {complaintId && (
          <>
            {' · '}
            <Link to="/complaints/$id" params={{ id: complaintId }}>
              Open the complaint{reference && ` ${reference}`}
            </Link>
          </>
        )}
      </p>
    </>
  );
}

/** Why it failed; or, while it is tried again and again, why it has not gone yet. */
function Trouble({ notice }: Props) {
  const { state, attempts, lastFault, refused } = notice;
  if (state === 'failed') {
    return (
      <p className="fault">
        {capitalised(failureWords(notice))}.
        {refused.length > 0 && ` Not for ${refused.join(', ')}.`}
      </p>
    );
  }
  if (state !== 'waiting' || !lastFault) return null;
  return (
    <p className="fault">
      {waitingWords(lastFault)}
      {attempts > 1 && ` (tried ${count(attempts, 'time')})`}
    </p>
  );
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function Acts({ notice }: Props) {
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!may(me, 'answer')) return null;
  const close = () => setOpen(false);
  const isLetter = notice.channel === 'post';
  return (
    <div className="buttons">
      {isLetter && (
        <a
          className="button plain"
          href={`/api/notices/${notice.id}/letter.pdf`}
          target="_blank"
          rel="noreferrer"
        >
          Print the letter
        </a>
      )}
      <Button onPress={() => setOpen(true)}>{isLetter ? 'I have posted it' : 'Send again'}</Button>
      {isOpen &&
        (isLetter ? (
          <PostedDialog notice={notice} onClose={close} />
        ) : (
          <AgainDialog notice={notice} onClose={close} />
        ))}
    </div>
  );
}
