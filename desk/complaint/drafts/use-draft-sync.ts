import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { postAtLast, postSecret, remove } from '../../api/client.ts';
import { draftsQuestion } from '../../api/draft-questions.ts';
import type { DraftKind, ServerDraft } from '../../api/draft-types.ts';
import { Refused } from '../../api/refused.ts';
import { keptDraft, useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { baseOf, type Content, flat, isBlank, noBase, setBase, stepFor } from './base.ts';

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

  const weigh = useRef((): void => undefined);
  weigh.current = (): void => {
    const local = keptDraft<Content>({ staffId, about }) ?? nothing;
    const step = stepFor({ base: baseOf(staffId, about), local, server: server ?? null });
    if (step === 'take' && server) {
      setBase(staffId, about, { version: server.version, flat: flat(server.content) });
      change(server.content);
    }
    if ((step === 'agree' || step === 'ours') && server) {
      setBase(staffId, about, { version: server.version, flat: flat(server.content) });
    }
    if (step === 'gone' || step === 'anew') setBase(staffId, about, noBase);
    if (step === 'gone') clear();
    if (step === 'ours' || step === 'anew') void saver.save().catch(() => undefined);
    setOther(step === 'choose' ? server : undefined);
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
    agree: (version, content) =>
      setBase(staffId, about, version === 0 ? noBase : { version, flat: flat(content) }),
    choose: (which) => {
      if (!other) return;
      setBase(staffId, about, { version: other.version, flat: flat(other.content) });
      if (which === 'those') change(other.content);
      if (which === 'both') change({ text: `${draft['text']}\n\n${other.content['text']}` });
      setOther(undefined);
    },
  };
}

type Of = { staffId: string; complaintId: string; kind: DraftKind; client: QueryClient };

/** One save at a time, in order. */
function createSaver({ staffId, complaintId, kind, client }: Of) {
  const about = `${complaintId}.${kind}`;
  const path = `/complaints/${complaintId}/drafts/${kind}`;
  const { queryKey } = draftsQuestion(complaintId);
  let queue: Promise<unknown> = Promise.resolve();

  const unsaved = (): Content | undefined => {
    const content = keptDraft<Content>({ staffId, about }) ?? nothing;
    return flat(content) === baseOf(staffId, about).flat ? undefined : content;
  };

  async function save(): Promise<void> {
    const content = unsaved();
    if (!content) return;
    const before = baseOf(staffId, about);
    if (isBlank(content)) {
      if (before.version > 0) await remove(path);
      setBase(staffId, about, noBase);
    } else {
      const wish = { content, version: before.version };
      setBase(staffId, about, { ...before, tried: flat(content) });
      const { version } = await postSecret<{ version: number }>(path, wish);
      setBase(staffId, about, { version, flat: flat(content) });
    }
    // What was asked before is older than this.
    await client.cancelQueries({ queryKey });
    client.setQueryData<ServerDraft[]>(queryKey, (known) => withSaved(known, kind, content));
    void client.invalidateQueries({ queryKey: ['drafts'] });
  }

  const enqueue = (): Promise<void> => {
    const next = queue.catch(() => undefined).then(save);
    queue = next;
    return next;
  };

  return {
    save: enqueue,
    flush: async (): Promise<number> => {
      await enqueue();
      return baseOf(staffId, about).version;
    },
    /** The page is going away: no answer will be heard. */
    saveAtLast: (): void => {
      const content = unsaved();
      if (!content || isBlank(content)) return;
      const before = baseOf(staffId, about);
      setBase(staffId, about, { ...before, tried: flat(content) });
      postAtLast(path, { content, version: before.version });
    },
    askAnew: (): void => void client.invalidateQueries({ queryKey }),
  };

  function withSaved(
    known: ServerDraft[] | undefined,
    of: DraftKind,
    content: Content,
  ): ServerDraft[] | undefined {
    const { version } = baseOf(staffId, about);
    const rest = known?.filter((one) => one.kind !== of) ?? [];
    const before = known?.find((one) => one.kind === of);
    if (version === 0) return rest;
    const fresh: ServerDraft = {
      kind: of,
      content,
      version,
      state: 'open',
      sendsInMs: null,
      held: null,
    };
    return [...rest, { ...fresh, ...(before && { state: before.state, held: before.held }) }];
  }
}

type Saver = ReturnType<typeof createSaver>;

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
