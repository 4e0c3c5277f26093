import { type RawBuilder, sql } from 'kysely';
import { later, minuteMs } from '#clock.ts';
import type { Channel, Kind } from './complaint.ts';
import { readReference } from './reference.ts';

export const listStates = ['to_do', 'waiting', 'done', 'open'] as const;

export type ListFilters = {
  /** Whose: an owner's, a team's, those offered to someone, or everybody's. */
  ownerId?: string | undefined;
  teamIds?: readonly string[] | undefined;
  offeredTo?: string | undefined;
  /** With a promise that this person has still to keep. */
  promisedBy?: string | undefined;
  /** Of customers whom this person looks after. */
  accountOwnerId?: string | undefined;
  /** Brought to this senior and not answered yet. */
  raisedTo?: string | undefined;
  /** The one with this reference, as a person wrote it. */
  reference?: string | undefined;
  state?: (typeof listStates)[number] | undefined;
  channel?: Channel | undefined;
  kind?: Kind | undefined;
  language?: string | undefined;
  receivedFrom?: Date | undefined;
  receivedUntil?: Date | undefined;
  /** With a promise due before this moment. */
  dueBefore?: Date | undefined;
  order: 'newest' | 'next';
};

type Condition = RawBuilder<boolean>;

export const allOf = (conditions: readonly (Condition | false | undefined)[]): Condition => {
  const given = conditions.filter((condition) => typeof condition === 'object');
  return given.length === 0 ? sql`true` : sql`${sql.join(given, sql` and `)}`;
};

/** The states that are asked for; each is walked through by an index of its own. */
export const statesOf = ({ state }: ListFilters): readonly string[] => {
  if (state === undefined) return ['to_do', 'waiting', 'done'];
  return state === 'open' ? ['to_do', 'waiting'] : [state];
};

/** What an index leads to at once: whose it is, and the end of the order at which to begin. */
export function anchorsOf(filters: ListFilters): Condition {
  const { order, dueBefore, receivedFrom } = filters;
  return allOf([
    ...whose(filters),
    order === 'next' && dueBefore !== undefined && nextBefore(dueBefore),
    receivedFrom && recordedFrom(receivedFrom),
  ]);
}

function whose(filters: ListFilters): (Condition | false)[] {
  const { ownerId, offeredTo, raisedTo, reference } = filters;
  return [
    ownerId !== undefined && sql`complaints.owner_id = ${ownerId}`,
    offeredTo !== undefined && sql`complaints.offered_to = ${offeredTo}`,
    raisedTo !== undefined && raisedAndUnanswered(raisedTo),
    reference !== undefined && withReference(reference),
  ];
}

/**
 * What only looking at a complaint can tell. Such a filter may fit one in a million, so the search
 * for it is bounded (see `horizonOf`). None: undefined.
 */
export function looseOf(filters: ListFilters): Condition | undefined {
  const { channel, kind, language, receivedFrom, receivedUntil, dueBefore } = filters;
  const conditions = [
    channel !== undefined && sql<boolean>`complaints.channel = ${channel}`,
    kind !== undefined && sql<boolean>`complaints.kind = ${kind}`,
    language !== undefined && inLanguage(language),
    receivedFrom && sql<boolean>`complaints.received_at >= ${receivedFrom}`,
    receivedUntil && sql<boolean>`complaints.received_at < ${receivedUntil}`,
    dueBefore && promisedBefore(dueBefore),
  ];
  return conditions.some(Boolean) ? allOf(conditions) : undefined;
}

/** Without a date it comes after all that have one. */
export const nextKey = sql<Date>`coalesce(complaints.next_at, 'infinity')`;

const nextBefore = (at: Date): Condition => sql`${nextKey} < ${at}`;

/** Its next date comes no later than what was promised. */
const promisedBefore = (at: Date): Condition => sql`(${nextBefore(at)} and exists (
  select from complaint_dates
  where complaint_dates.customer_id = complaints.customer_id
    and complaint_dates.complaint_id = complaints.complaint_id
    and complaint_dates.due_at < ${at}))`;

/** Also of a country: de finds de-AT. */
const inLanguage = (language: string): Condition =>
  sql`(complaints.language = ${language} or complaints.language like ${`${language}-%`})`;

/** Nothing is received later than it is written down, but for clocks that differ a little. */
const clocksDifferMs = 5 * minuteMs;

const recordedFrom = (at: Date): Condition =>
  sql`complaints.recorded_at >= ${later(at, -clocksDifferMs)}`;

const withReference = (written: string): Condition => sql`complaints.complaint_id = (
  select complaint_id from complaint_references
  where reference = ${readReference(written) ?? ''})`;

export const stillOwed = (staffId: string): Condition => sql`exists (
  select from promises
  where promises.customer_id = complaints.customer_id
    and promises.complaint_id = complaints.complaint_id
    and promises.owner_id = ${staffId} and promises.state in ('open', 'broken'))`;

/** Of these records or of others of the same persons. */
const lookedAfterBy = (staffId: string): RawBuilder<unknown> => sql`
  select other.customer_id from customers as own
  join customers as other on other.customer_id = coalesce(own.person_id, own.customer_id)
    or other.person_id = coalesce(own.person_id, own.customer_id)
  where own.account_owner_id = ${staffId}`;

export const ofCustomersOf = (staffId: string): Condition =>
  sql`complaints.customer_id in (${lookedAfterBy(staffId)})`;

const raisedAndUnanswered = (staffId: string): Condition => sql`exists (
  select from escalations
  where escalations.customer_id = complaints.customer_id
    and escalations.complaint_id = complaints.complaint_id
    and raised_to = ${staffId} and answered_at is null)`;
