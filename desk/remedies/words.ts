import { count } from '../time.ts';
import { money } from './money.ts';
import type { LimitedKind, OwnLimits, Remedy, RemedyKind, RemedyState } from './remedy-types.ts';

export const kindWords: Readonly<Record<RemedyKind, string>> = {
  refund: 'Refund',
  replacement: 'Replacement',
  visit: 'Visit',
  call_back: 'Call back',
  correction: 'Correction',
  goodwill: 'Goodwill',
  apology: 'Apology',
};

export const presets = ['refund', 'replacement', 'visit', 'call_back'] as const;

export const limitedKinds: readonly LimitedKind[] = ['refund', 'goodwill', 'replacement', 'visit'];

const states: Readonly<Record<RemedyState, string>> = {
  proposed: 'Proposed',
  asked: 'Waits for approval',
  refused: 'Refused',
  offered: 'Offered; they have not said yes',
  accepted: 'Agreed; they do not have it yet',
  declined: 'They do not want it',
  delivered: 'They have it, we say',
  confirmed: 'They have it, they say',
  disputed: 'They do not have it, they say',
  withdrawn: 'Taken back',
};

export const stateWords = ({ state, proposedBy }: Remedy): string =>
  state === 'proposed' && proposedBy === 'customer' ? 'The customer proposes' : states[state];

/** In the colours of promises. */
export const moods: Readonly<Partial<Record<RemedyState, string>>> = {
  delivered: 'kept',
  confirmed: 'confirmed',
  disputed: 'disputed',
};

export const titleOf = ({ kind, amount, currency }: Remedy): string =>
  amount === null || currency === null
    ? kindWords[kind]
    : `${kindWords[kind]} ${money(amount, currency)}`;

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });

/** What somebody may give of a kind by themselves, in a sentence; null where nothing limits it. */
export function leftWords(own: OwnLimits, kind: RemedyKind): string | null {
  const limit = own.limits.find((one) => one.kind === kind);
  if (!limit) return null;
  if (!limit.mayGive) return 'Somebody above you decides on this.';
  const { currency, periodDays } = own;
  const until = limit.moreAt
    ? `until ${day.format(new Date(limit.moreAt))}`
    : `for ${periodDays} days`;
  const left = [
    limit.leftAmount === null ? null : money(limit.leftAmount, currency),
    limit.leftCount === null ? null : count(limit.leftCount, 'time'),
  ].filter((part) => part !== null);
  const each = limit.eachMax === null ? null : `You may give ${money(limit.eachMax, currency)}`;
  const rest = left.length > 0 ? `${left.join(' and ')} left ${until}` : null;
  const words = [each, rest].filter((part) => part !== null).join('; ');
  return words === '' ? 'You may give as much as it takes.' : `${words}.`;
}

/** The time of a visit or a call as the customer's clock shows it. */
export function slotWords({
  from,
  until,
  zone,
}: Pick<Remedy, 'from' | 'until' | 'zone'>): string | null {
  if (!from || !until || !zone) return null;
  const dated = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' });
  return `${dated.format(new Date(from))} to ${time.format(new Date(until))}, ${zone}`;
}
