import { plural, t } from '@lingui/core/macro';
import { wholeDay } from '../../time.ts';
import type { ClockNotice, ComplaintClock } from './clock-types.ts';

export const noticeWords: Readonly<Record<ClockNotice, string>> = {
  acknowledgement: t`Acknowledgement`,
  holding: t`Letter that we need longer`,
  update: t`Letter how far we are`,
  delay: t`Letter that we are late, and why`,
  summary: t`Short final letter`,
  answer: t`Answer`,
  final: t`Final answer`,
  proposal: t`Proposal to put it right`,
  fix: t`What was agreed is done`,
  escalation: t`Next stage`,
};

type Length = NonNullable<ComplaintClock['length']>;

export function lengthInWords({ amount, unit }: Length): string {
  switch (unit) {
    case 'hour':
      return plural(amount, { one: '# hour', other: '# hours' });
    case 'workingHour':
      return plural(amount, { one: '# working hour', other: '# working hours' });
    case 'calendarDay':
      return plural(amount, { one: '# day', other: '# days' });
    case 'businessDay':
      return plural(amount, { one: '# business day', other: '# business days' });
    case 'week':
      return plural(amount, { one: '# week', other: '# weeks' });
    case 'month':
      return plural(amount, { one: '# month', other: '# months' });
  }
}

/** "8 weeks after it was received on 3 April 2026". */
export function whyInWords({ length, anchor, anchoredAt }: ComplaintClock): string | null {
  if (!length) return null;
  const day = wholeDay(anchoredAt);
  if (length.amount === 0) return t`on the day itself, ${day}`;
  const time = lengthInWords(length);
  switch (anchor) {
    case 'received':
      return t`${time} after it was received on ${day}`;
    case 'sentToCompany':
      return t`${time} after it was sent to us on ${day}`;
    case 'acknowledged':
      return t`${time} after it was acknowledged on ${day}`;
    case 'escalationRequested':
      return t`${time} after the next stage was asked for on ${day}`;
    case 'accepted':
      return t`${time} after our proposal was accepted on ${day}`;
    default:
      return t`${time} after ${day}`;
  }
}

export const moveWords: Readonly<Record<ComplaintClock['moves'][number]['cause'], string>> = {
  calendar: t`The date moved: our calendar was put right.`,
  extension: t`The date was put off, as the rules allow.`,
  pack: t`The date moved: another form of the rules holds.`,
};
