import type { QueryClient } from '@tanstack/react-query';
import { postAtLast, postSecret, remove } from '../../api/client.ts';
import { draftsQuestion } from '../../api/draft-questions.ts';
import type { DraftKind, ServerDraft } from '../../api/draft-types.ts';
import { keptDraft } from '../../draft.ts';
import { baseOf, type Content, flat, isBlank, noBase, setBase } from './base.ts';

const nothing: Content = {};

type Of = { staffId: string; complaintId: string; kind: DraftKind; client: QueryClient };

/** One save at a time, in order. */
export function createSaver({ staffId, complaintId, kind, client }: Of) {
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
    const { version } = baseOf(staffId, about);
    const saved = { kind, content, version };
    client.setQueryData<ServerDraft[]>(queryKey, (known) => withSaved(known, saved));
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
}

export type Saver = ReturnType<typeof createSaver>;

type JustSaved = Pick<ServerDraft, 'kind' | 'content' | 'version'>;

/** What is known of the server's drafts after one was saved, or thrown away (version 0). */
function withSaved(known: ServerDraft[] | undefined, saved: JustSaved): ServerDraft[] | undefined {
  const rest = known?.filter(({ kind }) => kind !== saved.kind) ?? [];
  if (saved.version === 0) return rest;
  const before = known?.find(({ kind }) => kind === saved.kind);
  const { state = 'open', held = null } = before ?? {};
  return [...rest, { ...saved, state, held, sendsInMs: null }];
}
