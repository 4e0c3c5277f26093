import type { Channel, ComplaintState, Row } from '../api/types.ts';

// What a list shows, as it stands in its address: a view can be sent to a colleague, and "this
// week" is this week whenever somebody opens it.

export const views = [
  'mine',
  'covered',
  'team',
  'promised',
  'offered',
  'raised',
  'accounts',
  'all',
  'done',
] as const;
export type View = (typeof views)[number];

const states = ['to_do', 'waiting', 'open', 'done', 'any'] as const;
const spans = ['today', 'this_week', 'last_week', 'this_month', 'last_month'] as const;
const dues = ['today', 'tomorrow', 'this_week', 'next_week'] as const;
const kinds = ['complaint', 'question', 'suggestion', 'praise'] as const;
const channels = ['web', 'mail', 'phone', 'post', 'in_person', 'widget', 'api'] as const;
const orders = ['next', 'newest'] as const;

export type Filters = {
  view?: View;
  /** Of one person, where the view is of all. */
  owner?: string;
  state?: ComplaintState | 'open' | 'any';
  received?: (typeof spans)[number];
  due?: (typeof dues)[number];
  channel?: Channel;
  kind?: Row['kind'];
  language?: string;
  order?: (typeof orders)[number];
};

export const choices = {
  state: states,
  received: spans,
  due: dues,
  channel: channels,
  kind: kinds,
  order: orders,
} as const;

/** Reads an address; what is not known is left out, and so is what goes without saying. */
export function filtersIn(given: Record<string, unknown>): Filters {
  const found: Record<string, unknown> = {};
  const view = views.find((known) => known === given['view']);
  if (view && view !== 'mine') found['view'] = view;
  for (const [name, known] of Object.entries(choices)) {
    const value = (known as readonly unknown[]).find((one) => one === given[name]);
    if (value !== undefined && value !== usual(view, name)) found[name] = value;
  }
  for (const [name, pattern] of Object.entries(patterns)) {
    const value = given[name];
    if (typeof value === 'string' && pattern.test(value)) found[name] = value;
  }
  return found;
}

const patterns = { owner: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, language: /^[a-z]{2,3}$/ };

function usual(view: View = 'mine', name: string): string | undefined {
  if (name === 'state') return stateOf({ view });
  return name === 'order' ? orderOf({ view }) : undefined;
}

/** In which state they are, said or not. */
export const stateOf = ({ view, state }: Filters): NonNullable<Filters['state']> =>
  state ?? (view === 'done' ? 'done' : openViews.has(view ?? 'mine') ? 'open' : 'any');

const openViews: ReadonlySet<View> = new Set(['mine', 'covered', 'team', 'accounts', 'all']);

export const orderOf = ({ view, order }: Filters): NonNullable<Filters['order']> =>
  order ?? (view === 'done' ? 'newest' : 'next');

const whose: Readonly<Record<View, string>> = {
  mine: 'owner=me',
  covered: 'covered=me',
  team: 'team=me',
  promised: 'promised=me',
  offered: 'offered=me',
  raised: 'raised=me',
  accounts: 'account=me',
  all: '',
  done: '',
};

/** The question to the server; words of time are given their meaning as of now. */
export function queryOf(filters: Filters, now: Date): URLSearchParams {
  const { view = 'mine', owner, received, due, channel, kind, language } = filters;
  const query = new URLSearchParams(owner ? `owner=${owner}` : whose[view]);
  const state = stateOf(filters);
  if (state !== 'any') query.set('state', state);
  query.set('order', orderOf(filters));
  for (const [name, value] of Object.entries({ channel, kind, language })) {
    if (value) query.set(name, value);
  }
  if (received) {
    const [from, until] = spanOf[received](midnight(now));
    query.set('receivedFrom', from.toISOString());
    if (until) query.set('receivedUntil', until.toISOString());
  }
  if (due) query.set('dueBefore', endOf[due](midnight(now)).toISOString());
  return query;
}

const midnight = (now: Date): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate());

const daysOn = (day: Date, days: number): Date =>
  new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);

/** A week begins on Monday. */
const monday = (day: Date): Date => daysOn(day, -((day.getDay() + 6) % 7));

const firstOfMonth = (day: Date, months = 0): Date =>
  new Date(day.getFullYear(), day.getMonth() + months, 1);

type Span = (today: Date) => [from: Date, until?: Date];

const spanOf: Readonly<Record<NonNullable<Filters['received']>, Span>> = {
  today: (today) => [today],
  this_week: (today) => [monday(today)],
  last_week: (today) => [daysOn(monday(today), -7), monday(today)],
  this_month: (today) => [firstOfMonth(today)],
  last_month: (today) => [firstOfMonth(today, -1), firstOfMonth(today)],
};

const endOf: Readonly<Record<NonNullable<Filters['due']>, (today: Date) => Date>> = {
  today: (today) => daysOn(today, 1),
  tomorrow: (today) => daysOn(today, 2),
  this_week: (today) => daysOn(monday(today), 7),
  next_week: (today) => daysOn(monday(today), 14),
};

export const isSame = (one: Filters, other: Filters): boolean => nameOf(one) === nameOf(other);

const nameOf = (filters: Filters): string =>
  JSON.stringify(Object.entries(filtersIn(filters)).toSorted(([a], [b]) => a.localeCompare(b)));
