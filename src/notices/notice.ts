import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

/** What a notice is about. An `answer` carries a person's own words; the rest are automatic. */
export const noticeKinds = [
  'acknowledgement',
  'answer',
  'promise_made',
  'promise_kept',
  'promise_broken',
  'promise_renewed',
  'remedy_offered',
  'remedy_delivered',
  'owner_changed',
  'escalated',
  'closure_question',
  'closed',
  'fix_shipped',
  'action_list',
  'errand',
  'private_link',
  'sign_in_link',
  'checkpoint',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const isAutomatic = (kind: NoticeKind): boolean => kind !== 'answer';

export const noticeChannels = ['mail', 'page', 'post'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];

export const noticeStates = ['waiting', 'delivered', 'failed'] as const;

/**
 * `refused`: by the mail server, for good. `gave_up`: it could not be reached for too long.
 * `unsure`: nobody heard its answer, so it may have gone. `partly_refused`: it went to the others.
 * `bounced`: it was taken, and came back.
 */
export const failureCauses = ['refused', 'gave_up', 'unsure', 'partly_refused', 'bounced'] as const;
export type FailureCause = (typeof failureCauses)[number];

type Is<T extends string, D> = { type: T; data: D };

type About = {
  complaintId: string | null;
  kind: NoticeKind;
  /** The words of ours that it carries. */
  messageId?: string;
  /** The notice that failed and whose words it carries once more. */
  again?: string;
};

export type NoticeFact = Fact &
  (
    | Is<
        'NoticeQueued',
        About & { channel: NoticeChannel; words: WordsRef; mailboxId?: string | null }
      >
    /** `postedOn`: the day on which a letter on paper was posted. */
    | Is<'NoticeDelivered', About & { postedOn?: string }>
    /** `code`: what the other side gave as the reason. `told`: one it was written to has it. */
    | Is<'NoticeFailed', About & { cause?: FailureCause; code?: string; told?: boolean }>
  );

export const noticeStream = (customerId: string, noticeId: string): Stream => ({
  customerId,
  stream: `notice:${noticeId}`,
});

/** What decisions need to know of a notice. */
export type Notice = About & {
  channel: NoticeChannel;
  state: 'waiting' | 'delivered' | 'failed';
  cause: FailureCause | null;
  /** It failed, but one it was written to has it. */
  told: boolean;
};

/** What happened, told in order, gives what is. Undefined for a stream that does not exist. */
export function noticeFrom(entries: readonly Entry[]): Notice | undefined {
  const [first, ...rest] = entries as readonly Entry<NoticeFact>[];
  if (first?.type !== 'NoticeQueued') return undefined;
  const { channel, words: _, mailboxId: __, ...about } = first.data;
  return rest.reduce(evolve, { ...about, channel, state: 'waiting', cause: null, told: false });
}

function evolve(notice: Notice, { type, data }: Entry<NoticeFact>): Notice {
  switch (type) {
    case 'NoticeQueued':
      return notice;
    case 'NoticeDelivered':
      return { ...notice, state: 'delivered', cause: null };
    case 'NoticeFailed': {
      // Before there were causes, the mail server had refused it or could not be reached.
      const { cause = 'refused', told = false } = data;
      return { ...notice, state: 'failed', cause, told };
    }
  }
}

const aboutOf = ({ complaintId, kind, messageId, again }: Notice): About => ({
  complaintId,
  kind,
  ...(messageId && { messageId }),
  ...(again && { again }),
});

/** The mail server has it, or the page shows it. Said once. */
export function deliver(notice: Notice): NoticeFact[] {
  if (notice.state !== 'waiting') return [];
  return [{ type: 'NoticeDelivered', data: aboutOf(notice) }];
}

export type Failure = { cause: FailureCause; code: string | null; told?: boolean };

/** It did not reach whom it was for. Said once; only a mail that came back is news after that. */
export function fail(notice: Notice, { cause, code, told }: Failure): NoticeFact[] {
  const isNews = cause === 'bounced' ? mayComeBack(notice) : notice.state === 'waiting';
  if (!isNews) return [];
  const reason = { cause, ...(code && { code }), ...(told !== undefined && { told }) };
  return [{ type: 'NoticeFailed', data: { ...aboutOf(notice), ...reason } }];
}

/** Whatever a mail server took, or may have taken. */
const mayComeBack = ({ channel, state, cause }: Notice): boolean =>
  channel === 'mail' && (state !== 'failed' || cause === 'unsure' || cause === 'partly_refused');

/** A person posted the letter. */
export function post(notice: Notice, postedOn: string): NoticeFact[] {
  if (notice.channel !== 'post') {
    throw new Refusal('not_a_letter', 'This goes by mail: nobody has to post it.', { status: 409 });
  }
  if (notice.state !== 'waiting') {
    throw new Refusal('posted_already', 'This letter was posted already.', { status: 409 });
  }
  return [{ type: 'NoticeDelivered', data: { ...aboutOf(notice), postedOn } }];
}
