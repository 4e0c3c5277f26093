import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Complaint } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import type { WriteMode } from '../router.tsx';
import { useKeys } from '../shortcuts.ts';
import { NoteForm } from './NoteForm.tsx';
import { ReplyForm } from './ReplyForm.tsx';
import { useReplyDraft, withPromise } from './reply-draft.ts';

type Mode = 'reply' | 'note';

/** Two modes that look and read differently: to the customer, or between ourselves. */
export function Composer({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const mayAnswer = may(me, 'answer');
  const [chosen, choose] = useState<Mode>('reply');
  const mode: Mode = mayAnswer ? chosen : 'note';
  const words = useRef<HTMLTextAreaElement>(null);
  useWish(complaint, words, choose);
  return (
    <section className={`composer ${mode}`} aria-label="Write">
      <fieldset className="modes">
        <legend className="unseen">To whom</legend>
        {mayAnswer && <ModeChoice mode="reply" label="Reply" chosen={mode} onChoose={choose} />}
        <ModeChoice mode="note" label="Note" chosen={mode} onChoose={choose} />
      </fieldset>
      {mode === 'reply' ? (
        <ReplyForm complaint={complaint} words={words} />
      ) : (
        <NoteForm complaint={complaint} words={words} />
      )}
    </section>
  );
}

type ChoiceProps = {
  mode: Mode;
  label: string;
  chosen: Mode;
  onChoose: (mode: Mode) => void;
};

function ModeChoice({ mode, label, chosen, onChoose }: ChoiceProps) {
  return (
    <label className={`mode ${mode}`}>
      <input type="radio" name="mode" checked={chosen === mode} onChange={() => onChoose(mode)} />
      {label}
    </label>
  );
}

/** A key opens the right mode and puts the cursor in, at once: the next key is a letter already. */
function useWish(
  complaint: Complaint,
  words: RefObject<HTMLTextAreaElement | null>,
  choose: (mode: Mode) => void,
): void {
  const { write } = useSearch({ from: '/shell/lists' });
  const navigate = useNavigate();
  const { draft, change } = useReplyDraft(complaint);
  const begin = (wish: WriteMode): void => {
    choose(wish === 'note' ? 'note' : 'reply');
    if (wish === 'promise') change(withPromise(draft));
  };
  const beginNow = (wish: WriteMode): void => {
    flushSync(() => begin(wish));
    words.current?.focus();
  };
  useKeys({
    r: () => beginNow('reply'),
    p: () => beginNow('promise'),
    n: () => beginNow('note'),
  });
  const latest = useRef(begin);
  useEffect(() => {
    latest.current = begin;
  });
  // Pressed in the list (`?write=`), before this complaint was open.
  useEffect(() => {
    if (!write) return;
    latest.current(write);
    // After the form of the other mode has been drawn.
    requestAnimationFrame(() => words.current?.focus());
    void navigate({
      to: '.',
      search: ({ write: _, ...rest }: Record<string, unknown>) => rest,
      replace: true,
    });
  }, [write, navigate, words]);
}
