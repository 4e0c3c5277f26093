import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useMe } from '../me.ts';
import { dueInWords, toLocalField, useNow } from '../time.ts';
import type { PromisePhrase } from './promise-phrases.ts';
import { type ReplyDraft, withAnotherPromise } from './reply-draft.ts';

type Change = (part: Partial<ReplyDraft>) => void;

/** Shorter than this nobody has promised anything yet. */
const lengthMin = 12;
const pauseMs = 300;

/** What sounds like a promise in the words, and is none yet. */
export function usePromiseChips(draft: ReplyDraft, change: Change) {
  const { zone } = useMe().organisation;
  const [found, setFound] = useState<readonly PromisePhrase[]>([]);
  const { text, promises } = draft;
  useEffect(() => {
    let isLeft = false;
    const look = async (): Promise<void> => {
      if (text.length < lengthMin) return setFound([]);
      // Large, and needed by nobody who only reads.
      const { promisesIn } = await import('./promise-phrases.ts');
      if (!isLeft) setFound(promisesIn(text, { now: new Date(), zone }));
    };
    const timer = setTimeout(() => void look().catch(() => undefined), pauseMs);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [text, zone]);
  const offered = found.filter(({ sentence }) => !promises.some(({ what }) => what === sentence));
  const make = ({ sentence, dueAt }: PromisePhrase): void =>
    change(withAnotherPromise(draft, { what: sentence, by: toLocalField(dueAt), who: '' }));
  return {
    offered,
    make,
    onKeyDown: (event: KeyboardEvent): void => {
      const [first] = offered;
      // By its place on the keyboard: with Alt it gives another sign on a Mac.
      if (!first || !event.altKey || event.code !== 'KeyP') return;
      event.preventDefault();
      make(first);
    },
  };
}

type Chips = ReturnType<typeof usePromiseChips>;

/** Offered right after the words: Tab and Enter, or Alt and P, make it a promise that is kept track of. */
export function PromiseChips({ chips: { offered, make } }: { chips: Chips }) {
  const now = useNow();
  if (offered.length === 0) return null;
  return (
    <ul className="promise-chips" aria-label={t`Sounds like a promise`}>
      {offered.map((phrase, at) => (
        <li key={phrase.sentence}>
          <button type="button" className="promise-chip" onClick={() => make(phrase)}>
            <strong>
              <Trans>Promise:</Trans>
            </strong>{' '}
            <q dir="auto">{phrase.sentence}</q>{' '}
            <span className="chip-due">{dueInWords(phrase.dueAt.toISOString(), now).words}</span>
            {at === 0 && <kbd>Alt P</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}
