import type { Filters } from './filters.ts';

// The parts of the sentence above a list, in the order in which one would say them.

export type Words<K extends keyof Filters> = Readonly<Record<NonNullable<Filters[K]>, string>>;

export const stateChoices: Words<'state'> = {
  open: 'open',
  to_do: 'to do',
  waiting: 'waiting',
  done: 'done',
  any: 'open or done',
};

const received: Words<'received'> = {
  today: 'received today',
  this_week: 'received this week',
  last_week: 'received last week',
  this_month: 'received this month',
  last_month: 'received last month',
};

const channel: Words<'channel'> = {
  mail: 'by mail',
  web: 'on the website',
  widget: 'through the widget',
  phone: 'by telephone',
  post: 'by letter',
  in_person: 'in person',
  api: 'through another program',
};

const kind: Words<'kind'> = {
  complaint: 'of kind complaint',
  question: 'of kind question',
  suggestion: 'of kind suggestion',
  praise: 'of kind praise',
};

const due: Words<'due'> = {
  today: 'with a promise due today or before',
  tomorrow: 'with a promise due tomorrow or before',
  this_week: 'with a promise due this week or before',
  next_week: 'with a promise due next week or before',
};

const languages = 'de en fr es it pt nl pl cs da sv nb fi hu ro tr uk ru ar'.split(' ');
const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });

/** Those that need not be there. `first` is what is taken when one is added. */
export const clauses = [
  {
    name: 'received',
    label: 'When received',
    add: 'received when …',
    words: received,
    first: 'this_week',
  },
  { name: 'channel', label: 'By which way', add: 'by which way …', words: channel, first: 'mail' },
  { name: 'kind', label: 'Of which kind', add: 'of which kind …', words: kind, first: 'question' },
  {
    name: 'language',
    label: 'In which language',
    add: 'in which language …',
    words: Object.fromEntries(languages.map((tag) => [tag, `in ${languageNames.of(tag) ?? tag}`])),
    first: 'de',
  },
  {
    name: 'due',
    label: 'Promise due',
    add: 'with a promise due …',
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
  next: 'by next date',
  newest: 'newest first',
};
