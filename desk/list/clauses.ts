import { t } from '@lingui/core/macro';
import { formatLocale } from '../language.ts';
import type { Filters } from './filters.ts';

// The parts of the sentence above a list, in the order in which one would say them.

export type Words<K extends keyof Filters> = Readonly<Record<NonNullable<Filters[K]>, string>>;

export const stateChoices: Words<'state'> = {
  open: t({ message: 'open', context: 'complaints that are' }),
  to_do: t({ message: 'to do', context: 'complaints that are' }),
  waiting: t({ message: 'waiting', context: 'complaints that are' }),
  done: t({ message: 'done', context: 'complaints that are' }),
  any: t`open or done`,
};

const received: Words<'received'> = {
  today: t`received today`,
  this_week: t`received this week`,
  last_week: t`received last week`,
  this_month: t`received this month`,
  last_month: t`received last month`,
};

const channel: Words<'channel'> = {
  mail: t`by mail`,
  web: t`on the website`,
  widget: t`through the widget`,
  phone: t`by telephone`,
  post: t`by letter`,
  in_person: t`in person`,
  api: t`through another program`,
};

const kind: Words<'kind'> = {
  complaint: t`of kind complaint`,
  question: t`of kind question`,
  suggestion: t`of kind suggestion`,
  praise: t`of kind praise`,
};

const due: Words<'due'> = {
  today: t`with a promise due today or before`,
  tomorrow: t`with a promise due tomorrow or before`,
  this_week: t`with a promise due this week or before`,
  next_week: t`with a promise due next week or before`,
};

const languages = 'de en fr es it pt nl pl cs da sv nb fi hu ro tr uk ru ar'.split(' ');
const languageNames = new Intl.DisplayNames([formatLocale()], { type: 'language' });

/** Those that need not be there. `first` is what is taken when one is added. */
export const clauses = [
  {
    name: 'received',
    label: t`When received`,
    add: t`received when …`,
    words: received,
    first: 'this_week',
  },
  {
    name: 'channel',
    label: t`By which way`,
    add: t`by which way …`,
    words: channel,
    first: 'mail',
  },
  {
    name: 'kind',
    label: t`Of which kind`,
    add: t`of which kind …`,
    words: kind,
    first: 'question',
  },
  {
    name: 'language',
    label: t`In which language`,
    add: t`in which language …`,
    words: Object.fromEntries(
      languages.map((tag) => [tag, t`in ${{ language: languageNames.of(tag) ?? tag }}`]),
    ),
    first: 'de',
  },
  {
    name: 'due',
    label: t`Promise due`,
    add: t`with a promise due …`,
    words: due,
    first: 'this_week',
  },
] as const satisfies readonly Clause[];

export type Clause = {
  name: 'received' | 'channel' | 'kind' | 'language' | 'due';
  label: string;
  add: string;
  words: Readonly<Record<string, string>>;
  first: string;
};

export const orderChoices: Words<'order'> = {
  next: t`by next date`,
  newest: t`newest first`,
};
