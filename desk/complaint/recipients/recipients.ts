import { t } from '@lingui/core/macro';
import type { Recipients } from '../../api/mail-types.ts';
import type { ReplyDraft } from '../reply-draft.ts';

/** To whom an answer goes, as it is shown and then sent: never to anybody who is not shown. */
export type Chosen = {
  to: string[];
  cc: string[];
  /** Were not part of this conversation, and nobody has said yet that they shall be. */
  unconfirmed: string[];
};

type Choice = Pick<ReplyDraft, 'to' | 'cc' | 'confirmed'>;

export function chosenOf(proposed: Recipients, choice: Choice): Chosen {
  const to = choice.to ?? addressesOf(proposed.to);
  const cc = choice.cc ?? addressesOf(proposed.cc);
  const known = new Set(
    [...addressesOf(proposed.to), ...addressesOf(proposed.cc), ...choice.confirmed].map(normal),
  );
  return { to, cc, unconfirmed: [...to, ...cc].filter((address) => !known.has(normal(address))) };
}

const addressesOf = (list: Recipients['to']): string[] => list.map(({ address }) => address);

export const normal = (address: string): string => address.trim().toLowerCase();

export function without({ to, cc }: Chosen, address: string): Pick<ReplyDraft, 'to' | 'cc'> {
  const isOther = (other: string): boolean => normal(other) !== normal(address);
  return { to: to.filter(isOther), cc: cc.filter(isOther) };
}

export function withAdded(
  chosen: Chosen,
  address: string,
  row: 'to' | 'cc',
): Pick<ReplyDraft, 'to' | 'cc'> {
  const { to, cc } = without(chosen, address);
  return {
    to: [...(to ?? []), ...(row === 'to' ? [address.trim()] : [])],
    cc: [...(cc ?? []), ...(row === 'cc' ? [address.trim()] : [])],
  };
}

/** On paper, which only goes where there is an address for it. */
export const goesByPost = (proposed: Recipients | undefined, draft: ReplyDraft): boolean =>
  draft.onPaper && proposed?.byPost === true;

/** What the server is asked beside the words. */
export function deliveryOf(proposed: Recipients, draft: ReplyDraft): object {
  if (goesByPost(proposed, draft)) return { by: 'post' };
  const { to, cc } = chosenOf(proposed, draft);
  const { answering } = proposed;
  const confirmNew = draft.confirmed.filter((one) =>
    [...to, ...cc].some((address) => normal(address) === normal(one)),
  );
  return {
    ...(answering && { answering }),
    ...(to.length > 0 && { to, cc }),
    ...(confirmNew.length > 0 && { confirmNew }),
    ...(draft.withQuote && { quoteHistory: true }),
  };
}

/** Why it cannot go as it is; null when it can. */
export function whyNot(proposed: Recipients | undefined, draft: ReplyDraft): string | null {
  if (!proposed) return t`It is not known yet to whom this goes. Try again in a moment.`;
  if (goesByPost(proposed, draft)) return null;
  const { to, cc, unconfirmed } = chosenOf(proposed, draft);
  const [stranger] = unconfirmed;
  if (stranger) return t`Say first whether ${stranger} shall have this.`;
  if (to.length > 0) return null;
  if (cc.length > 0) return t`Say to whom this goes: a copy alone is not an answer.`;
  const isEmptied = proposed.to.length > 0 && draft.to !== null;
  return isEmptied ? t`Say to whom this goes.` : null;
}
