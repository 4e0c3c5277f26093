import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';

/** What a notice is about. Those of `personal` carry a person's own words; the rest are automatic. */
export const noticeKinds = [
  'acknowledgement',
  'answer',
  'promise_made',
  'promise_kept',
  'promise_broken',
  'promise_renewed',
  'owner_changed',
  'escalated',
  'closure_question',
  'closed',
  'private_link',
  'sign_in_link',
  'checkpoint',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const isAutomatic = (kind: NoticeKind): boolean => kind !== 'answer';

type Is<T extends string, D> = { type: T; data: D };

export type NoticeFact = Fact &
  (
    | Is<
        'NoticeQueued',
        { complaintId: string | null; kind: NoticeKind; channel: 'mail' | 'page'; words: WordsRef }
      >
    | Is<'NoticeDelivered', { complaintId: string | null; kind: NoticeKind }>
    | Is<'NoticeFailed', { complaintId: string | null; kind: NoticeKind }>
  );

export const noticeStream = (customerId: string, noticeId: string): Stream => ({
  customerId,
  stream: `notice:${noticeId}`,
});

/** What is written and to whom; kept as one JSON text in the words table. */
export type Letter = { to: string | null; subject: string; text: string };

export type Notice = { complaintId: string | null; kind: NoticeKind; isSettled: boolean };

export function noticeFrom(entries: readonly Entry[]): Notice | undefined {
  const [first, ...rest] = entries as readonly Entry<NoticeFact>[];
  if (first?.type !== 'NoticeQueued') return undefined;
  const { complaintId, kind } = first.data;
  return { complaintId, kind, isSettled: rest.length > 0 };
}

/** The mail server took it, or refused it for good. Said once. */
export function settle(notice: Notice, outcome: 'delivered' | 'failed'): NoticeFact[] {
  if (notice.isSettled) return [];
  const { complaintId, kind } = notice;
  const type = outcome === 'delivered' ? 'NoticeDelivered' : 'NoticeFailed';
  return [{ type, data: { complaintId, kind } }];
}
