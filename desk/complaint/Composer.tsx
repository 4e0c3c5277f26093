import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Complaint } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { say } from '../parts/Say.tsx';
import { useIsWriting, usePresence } from '../presence/use-presence.ts';
import type { WriteMode } from '../router.tsx';
import { useKeys } from '../shortcuts.ts';
import { HeldBar, OtherWindowBar } from './drafts/DraftBars.tsx';
import { SendingBar } from './drafts/SendingBar.tsx';
import { type DraftSync, useDraftSync } from './drafts/use-draft-sync.ts';
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
  const isWriting = useIsWriting(useReplyDraft(complaint).draft.text);
  usePresence(complaint.id, isWriting ? 'writing' : 'looking');
  return (
    <section className={`composer ${mode}`} aria-label={t`Write`}>
      <fieldset className="modes">
        <legend className="unseen">
          <Trans>To whom</Trans>
        </legend>
        {mayAnswer && (
          <ModeChoice
            mode="reply"
            label={t({ message: 'Reply', context: 'to the customer' })}
            chosen={mode}
            onChoose={choose}
          />
        )}
        <ModeChoice
          mode="note"
          label={t({ message: 'Note', context: 'written between ourselves' })}
          chosen={mode}
          onChoose={choose}
        />
      </fieldset>
      {mode === 'reply' ? (
        <Reply complaint={complaint} words={words} />
      ) : (
        <Note complaint={complaint} words={words} />
      )}
    </section>
  );
}

type FormProps = { complaint: Complaint; words: RefObject<HTMLTextAreaElement | null> };

function Reply({ complaint, words }: FormProps) {
  const sync = useDraftSync(complaint.id, 'reply');
  const { server } = sync;
  useSaidWhenSent(sync);
  if (server?.state === 'sending') {
    const toWords = (): void => void requestAnimationFrame(() => words.current?.focus());
    return <SendingBar complaintId={complaint.id} draft={server} sync={sync} onUndone={toWords} />;
  }
  return (
    <>
      <HeldBar server={server} />
      <OtherWindowBar sync={sync} />
      <ReplyForm complaint={complaint} words={words} sync={sync} />
    </>
  );
}

/** Said once it is gone: before that it could still be taken back. */
function useSaidWhenSent({ server }: DraftSync): void {
  const before = useRef(server?.state);
  useEffect(() => {
    if (before.current === 'sending' && !server) say(t`Reply sent.`);
    before.current = server?.state;
  }, [server]);
}

function Note({ complaint, words }: FormProps) {
  const sync = useDraftSync(complaint.id, 'note');
  return (
    <>
      <OtherWindowBar sync={sync} />
      <NoteForm complaint={complaint} words={words} sync={sync} />
    </>
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
