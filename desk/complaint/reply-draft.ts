import type { Upload } from '../api/mail-types.ts';
import type { Complaint } from '../api/types.ts';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { suggestedDate, toLocalField } from '../time.ts';

/** What is promised, by when (as the field shows it) and who sees to it (empty: whoever writes). */
export type DraftPromise = { what: string; by: string; who: string };

export type ReplyDraft = {
  text: string;
  promises: DraftPromise[];
  files: Upload[];
  /** The latest message in the thread when the writing began, the customer's or ours. */
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
  isFinal: boolean;
  /** Why nothing can be done; null while nobody says so. */
  noAction: string | null;
  /** Somebody else's complaint stays theirs. */
  staysTheirs: boolean;
};

const empty: ReplyDraft = {
  text: '',
  promises: [],
  files: [],
  seen: '',
  answering: '',
  to: null,
  cc: null,
  confirmed: [],
  withQuote: false,
  onPaper: false,
  isFinal: false,
  noAction: null,
  staysTheirs: false,
};

export const useReplyDraft = ({ id }: Complaint) =>
  useDraft({ staffId: useMe().id, about: `${id}.reply` }, empty);

/** By id, which sorts by time of making: what was said by telephone may be written down later. */
export const latestMessageOf = ({ messages }: Complaint) =>
  messages
    .filter(({ author, audience }) => audience === 'customer' && author !== 'program')
    .reduce<Complaint['messages'][number] | undefined>(
      (latest, one) => (latest && latest.id > one.id ? latest : one),
      undefined,
    );

/** The date begins where most promises end; whoever promises sees and changes it. */
const newPromise = (): DraftPromise => ({
  what: '',
  by: toLocalField(suggestedDate(new Date())),
  who: '',
});

export const withPromise = ({ promises }: ReplyDraft): Partial<ReplyDraft> => ({
  promises: promises.length > 0 ? promises : [newPromise()],
});

export const withAnotherPromise = (
  { promises }: ReplyDraft,
  promise: DraftPromise = newPromise(),
): Partial<ReplyDraft> => ({ promises: [...promises, promise] });
