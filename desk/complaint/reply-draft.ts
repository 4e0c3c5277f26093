import type { Complaint } from '../api/types.ts';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { suggestedDate, toLocalField } from '../time.ts';

export type ReplyDraft = {
  text: string;
  withPromise: boolean;
  /** What is promised, by when (as the field shows it) and who sees to it. */
  what: string;
  by: string;
  who: string;
  /** The customer's latest words when the writing began. */
  seen: string;
  /** The message that it answers; the latest where nothing is said. */
  answering: string;
  /** Where it shall not go simply to whom it answers. */
  to: string[] | null;
  cc: string[] | null;
  /** Who was not part of the conversation, and shall be now. */
  confirmed: string[];
  withQuote: boolean;
  onPaper: boolean;
};

const empty: ReplyDraft = {
  text: '',
  withPromise: false,
  what: '',
  by: '',
  who: '',
  seen: '',
  answering: '',
  to: null,
  cc: null,
  confirmed: [],
  withQuote: false,
  onPaper: false,
};

export const useReplyDraft = ({ id }: Complaint) =>
  useDraft({ staffId: useMe().id, about: `${id}.reply` }, empty);

export const latestWordsOf = ({ messages }: Complaint): string =>
  messages.findLast(({ author }) => author === 'customer')?.id ?? '';

/** The date begins where most promises end; whoever promises sees and changes it. */
export const withPromise = (draft: ReplyDraft): Partial<ReplyDraft> => ({
  withPromise: true,
  by: draft.by || toLocalField(suggestedDate(new Date())),
});
