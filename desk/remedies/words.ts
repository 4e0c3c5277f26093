import { plural, t } from '@lingui/core/macro';
import { formatLocale } from '../language.ts';
import { money } from './money.ts';
import type {
  LimitedKind,
  OwnLimit,
  OwnLimits,
  Remedy,
  RemedyKind,
  RemedyState,
} from './remedy-types.ts';

export const kindWords: Readonly<Record<RemedyKind, string>> = {
  refund: t`Refund`,
  replacement: t`Replacement`,
  visit: t`Visit`,
  call_back: t`Call back`,
  correction: t`Correction`,
  goodwill: t`Goodwill`,
  apology: t`Apology`,
};

export const presets = ['refund', 'replacement', 'visit', 'call_back'] as const;

export const limitedKinds: readonly LimitedKind[] = ['refund', 'goodwill', 'replacement', 'visit'];

const states: Readonly<Record<RemedyState, string>> = {
  proposed: t`Proposed`,
  asked: t`Waits for approval`,
  refused: t`Refused`,
  offered: t`Offered; they have not said yes`,
  accepted: t`Agreed; they do not have it yet`,
  declined: t`They do not want it`,
  delivered: t`They have it, we say`,
  confirmed: t`They have it, they say`,
  disputed: t`They do not have it, they say`,
  withdrawn: t`Taken back`,
};

export const stateWords = ({ state, proposedBy }: Remedy): string =>
  state === 'proposed' && proposedBy === 'customer' ? t`The customer proposes` : states[state];

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

const day = new Intl.DateTimeFormat(formatLocale(), { day: 'numeric', month: 'long' });

/** What somebody may give of a kind by themselves, in a sentence; null where nothing limits it. */
export function leftWords(own: OwnLimits, kind: RemedyKind): string | null {
  const limit = own.limits.find((one) => one.kind === kind);
  if (!limit) return null;
  if (!limit.mayGive) return t`Somebody above you decides on this.`;
  const rest = restWords(limit, own);
  if (limit.eachMax === null)
    return rest === null ? t`You may give as much as it takes.` : `${rest}.`;
  const each = money(limit.eachMax, own.currency);
  return rest === null ? t`You may give ${each}.` : t`You may give ${each}; ${rest}.`;
}

/** What is left, and until when; null where nothing is counted. */
function restWords(limit: OwnLimit, { currency, periodDays: days }: OwnLimits): string | null {
  const { leftAmount, leftCount: times, moreAt } = limit;
  const date = moreAt && day.format(new Date(moreAt));
  const amount = leftAmount === null ? null : money(leftAmount, currency);
  if (amount === null && times === null) return null;
  if (times === null) return amountLeft(amount ?? '', date, days);
  return amount === null ? timesLeft(times, date, days) : bothLeft({ amount, times }, date, days);
}

const amountLeft = (amount: string, date: string | null, days: number): string =>
  date
    ? t`${amount} left until ${date}`
    : plural(days, { one: `${amount} left for # day`, other: `${amount} left for # days` });

const timesLeft = (times: number, date: string | null, days: number): string =>
  date
    ? plural(times, { one: `# time left until ${date}`, other: `# times left until ${date}` })
    : t`${plural(times, { one: '# time', other: '# times' })} left for ${plural(days, { one: '# day', other: '# days' })}`;

type Left = { amount: string; times: number };

const bothLeft = ({ amount, times }: Left, date: string | null, days: number): string =>
  date
    ? plural(times, {
        one: `${amount} and # time left until ${date}`,
        other: `${amount} and # times left until ${date}`,
      })
    : t`${amount} and ${plural(times, { one: '# time', other: '# times' })} left for ${plural(days, { one: '# day', other: '# days' })}`;

/** The time of a visit or a call as the customer's clock shows it. */
export function slotWords({
  from,
  until,
  zone,
}: Pick<Remedy, 'from' | 'until' | 'zone'>): string | null {
  if (!from || !until || !zone) return null;
  const dated = new Intl.DateTimeFormat(formatLocale(), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const time = new Intl.DateTimeFormat(formatLocale(), { timeZone: zone, timeStyle: 'short' });
  const begin = dated.format(new Date(from));
  const end = time.format(new Date(until));
  return t`${begin} to ${end}, ${zone}`;
}
