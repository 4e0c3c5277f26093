import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '#database/connection.ts';
import { answerOf, type Visitor } from './visitor.ts';

// What tests say again and again about complaints, in the words of the product.

export const whatHappened = 'The 8:14 to Lübeck never came, and nobody said why.';

/** What whoever complained is told, as JSON. */
export type Received = {
  id: string;
  reference: string;
  link: string;
  owner: { id: string; name: string; title: string };
  answerBy: string;
  claimCode: string;
  known: boolean;
};

type Line = { at: string; type: string; sentence: string };

export type PromiseSeen = {
  id: string;
  kind: string;
  text: string;
  owner: { id: string; name: string };
  dueAt: string;
  state: string;
  brokenTimes: number;
  renewedTimes: number;
};

type Message = {
  id: string;
  author: string;
  authorName: string | null;
  audience: string;
  channel: string;
  text: string | null;
  files: { id: string; name: string; mediaType: string; size: number }[];
};

type PointSeen = {
  id: string;
  text: string;
  messageId: string | null;
  finding: string | null;
  reason: string | null;
  foundByName: string | null;
  foundTimes: number;
};

/** One complaint as staff see it, as JSON. */
export type Seen = {
  id: string;
  reference: string;
  text: string | null;
  state: string;
  channel: string;
  kind: string;
  level: string;
  owner: { id: string; name: string; title: string };
  offeredTo: string | null;
  handOver: { to: { name: string }; from: { name: string }; reason: string } | null;
  receivedAt: string;
  recordedAt: string;
  nextAt: string | null;
  answeredAt: string | null;
  closedAt: string | null;
  closedBasis: string | null;
  closedInSilence: boolean;
  askedTimes: number;
  contacts: number;
  wish: string | null;
  details: Record<string, string>;
  customer: { id: string; name: string | null; email: string | null; language: string | null };
  messages: Message[];
  points: PointSeen[];
  splitFrom: { id: string; reference: string } | null;
  splitInto: { id: string; reference: string }[];
  promises: PromiseSeen[];
  escalations: {
    level: string;
    raisedTo: { id: string; name: string };
    answeredAt: string | null;
  }[];
  notices: { kind: string; state: string; channel: string; subject: string }[];
  story: Line[];
};

export async function complain(visitor: Visitor, body: object = {}): Promise<Received> {
  return answerOf<Received>(
    await visitor.post('/api/complaints', { text: whatHappened, ...body }),
    201,
  );
}

/** The private page's path, as the customer opens it. */
export const pageOf = ({ link }: { link: string }): string => new URL(link).pathname;

export async function look(reader: Visitor, { id }: { id: string }): Promise<Seen> {
  return answerOf<Seen>(await reader.get(`/api/complaints/${id}`));
}

export async function promise(
  by: Visitor,
  { id }: { id: string },
  { text = 'We pay back your ticket.', dueAt }: { text?: string; dueAt: string },
): Promise<string> {
  const answer = await by.post(`/api/complaints/${id}/promises`, { text, dueAt });
  return answerOf<{ promiseId: string }>(answer, 201).promiseId;
}

export async function reply(by: Visitor, { id }: { id: string }, text = 'I looked into it.') {
  answerOf(await by.post(`/api/complaints/${id}/messages`, { text }), 201);
}

/** The whole story as it is read. */
export const storyOf = ({ story }: { story: readonly Line[] }): string =>
  story.map(({ sentence }) => sentence).join('\n');

/** Fails when `work` leaves anything behind that a restart would find. */
export async function assertNothingRecorded<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const before = await countRecorded(db);
  const result = await work();
  assert.deepEqual(await countRecorded(db), before, 'something was recorded');
  return result;
}

async function countRecorded(db: Database): Promise<unknown> {
  const counted = await sql`
    select (select count(*) from ledger_entries) as entries,
           (select count(*) from words) as words,
           (select count(*) from complaints) as complaints,
           (select count(*) from parked_complaints) as parked,
           (select count(*) from idempotency_keys) as keys`.execute(db);
  return counted.rows[0];
}
