import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { draftsQuestion } from '../../api/draft-questions.ts';
import type { DraftKind, ServerDraft } from '../../api/draft-types.ts';
import { Refused } from '../../api/refused.ts';
import { keptDraft, useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { baseOf, type Content, flat, noBase, setBase, stepFor, textOf } from './base.ts';
import { createSaver, type Saver } from './draft-saver.ts';

/** So long after the last key. */
const pauseMs = 600;
const againMs = 5_000;

const nothing: Content = {};

export type DraftSync = {
  /** What the server has; undefined while it is not known or there is none. */
  server: ServerDraft | undefined;
  /** Words of another window that go on from an earlier state of these. */
  other: ServerDraft | undefined;
  /** Saves what is not saved yet, and says which version the server then has. */
  flush: () => Promise<number>;
  /** The server has these words now under this version; 0: it has none any more. */
  agree: (version: number, content: Content) => void;
  /** Which words go on: these, the others, or both one after the other. */
  choose: (which: 'these' | 'those' | 'both') => void;
};

/**
 * Keeps the draft in this browser and the one on the server in step, so that it goes on after a
 * crash and in another browser. The local copy is written at once, the other when typing pauses.
 */
export function useDraftSync(complaintId: string, kind: DraftKind): DraftSync {
  const staffId = useMe().id;
  const client = useQueryClient();
  const about = `${complaintId}.${kind}`;
  const { draft, change, clear } = useDraft<Content>({ staffId, about }, nothing);
  const { data } = useQuery(draftsQuestion(complaintId));
  const server = data?.find((one) => one.kind === kind);
  const [other, setOther] = useState<ServerDraft>();
  const saver = useMemo(
    () => createSaver({ staffId, complaintId, kind, client }),
    [staffId, complaintId, kind, client],
  );
  const isStill = other !== undefined || server?.state === 'sending';

  const put = (version: number, content: Content): void =>
    setBase(staffId, about, version === 0 ? noBase : { version, flat: flat(content) });

  const save = (): void => void saver.save().catch(() => undefined);

  const weigh = useRef((): void => undefined);
  weigh.current = (): void => {
    const local = keptDraft<Content>({ staffId, about }) ?? nothing;
    const step = stepFor({ base: baseOf(staffId, about), local, server: server ?? null });
    const { version, content } = server ?? { version: 0, content: nothing };
    setOther(step === 'choose' ? server : undefined);
    switch (step) {
      case 'take':
        put(version, content);
        return change(content);
      case 'agree':
        return put(version, content);
      case 'ours':
      case 'anew':
        put(version, content);
        return save();
      case 'gone':
        put(0, nothing);
        return clear();
      case 'nothing':
      case 'choose':
        return undefined;
    }
  };
  // Only what the server says anew is weighed; the words here change with every key.
  useEffect(() => {
    if (data) weigh.current();
  }, [data]);

  useSaving({ saver, words: flat(draft), isStill });

  return {
    server,
    other,
    flush: saver.flush,
    agree: put,
    choose: (which) => {
      if (!other) return;
      put(other.version, other.content);
      if (which === 'those') change(other.content);
      if (which === 'both') change({ text: `${textOf(draft)}\n\n${textOf(other.content)}` });
      setOther(undefined);
    },
  };
}

function useSaving({ saver, words, isStill }: { saver: Saver; words: string; isStill: boolean }) {
  const [tries, again] = useState(0);
  const first = useRef(true);
  useEffect(() => {
    if (isStill) return undefined;
    const begin = first.current ? 0 : pauseMs;
    first.current = false;
    let retry: ReturnType<typeof setTimeout> | undefined;
    const timer = setTimeout(() => {
      saver.save().catch((fault: unknown) => {
        // A refusal says that the server knows more: ask. Anything else passes.
        if (fault instanceof Refused) saver.askAnew();
        else retry = setTimeout(() => again((count) => count + 1), againMs);
      });
    }, begin);
    return () => {
      clearTimeout(timer);
      clearTimeout(retry);
    };
  }, [saver, words, isStill, tries]);

  useEffect(() => {
    if (isStill) return undefined;
    const leave = (): void => {
      if (document.visibilityState === 'hidden') saver.save().catch(() => undefined);
    };
    addEventListener('pagehide', saver.saveAtLast);
    document.addEventListener('visibilitychange', leave);
    return () => {
      removeEventListener('pagehide', saver.saveAtLast);
      document.removeEventListener('visibilitychange', leave);
      // Another complaint was opened: what is not saved yet is saved now.
      saver.save().catch(() => undefined);
    };
  }, [saver, isStill]);
}
