import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { notFound } from '#refusal.ts';
import type { ErrandState, OfErrand } from './errand.ts';

type Named = { id: string; name: string };

export type QuestionView = {
  id: string;
  asker: 'fixer' | 'handler';
  askedBy: Named;
  text: string | null;
  isUnclear: boolean;
  askedAt: Date;
  answeredBy: Named | null;
  answer: string | null;
  answeredAt: Date | null;
};

/** An errand as people see it: what a fixer needs, and nothing else of the customer's file. */
export type ErrandView = {
  errandId: string;
  customerId: string;
  complaintId: string;
  complaintReference: string;
  teamId: string;
  teamName: string;
  state: ErrandState;
  what: string | null;
  why: string | null;
  promiseId: string | null;
  remedyId: string | null;
  customerName: string | null;
  owner: Named | null;
  nextAt: Date | null;
  handler: Named;
  fixer: Named | null;
  raisedTo: Named | null;
  neededBy: Date | null;
  honestAt: Date | null;
  warnedAt: Date | null;
  dueAt: Date | null;
  passedTimes: number;
  returnedTimes: number;
  isManagers: boolean;
  reason: string | null;
  result: string | null;
  arrivedAt: Date | null;
  reference: string | null;
  handedAt: Date;
  teamSince: Date;
  doneAt: Date | null;
  settledAt: Date | null;
};

const words = ['what', 'why', 'reason', 'result', 'reference'] as const;
const people = ['owner', 'handler', 'fixer', 'raised'] as const;
const personColumns = {
  owner: 'owner_id',
  handler: 'handler_id',
  fixer: 'fixer_id',
  raised: 'raised_to',
} as const;

/** One statement with everything that a row of a board shows. */
const present = (db: Database | Tx) =>
  db
    .selectFrom('errands')
    .innerJoin('fixer_teams', 'fixer_teams.team_id', 'errands.team_id')
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'errands.customer_id')
        .onRef('complaints.complaint_id', '=', 'errands.complaint_id'),
    )
    .innerJoin('customers', 'customers.customer_id', 'errands.customer_id')
    .selectAll('errands')
    .select([
      'fixer_teams.name as team_name',
      'complaints.reference as complaint_reference',
      'customers.name as customer_name',
    ])
    .select(
      words.map((word) =>
        sql<string | null>`(select text from words where words.customer_id = errands.customer_id
          and words.words_id = errands.${sql.ref(`${word}_id`)})`.as(word),
      ),
    )
    .select(
      people.map((person) =>
        sql<string | null>`(select name from staff
          where staff.staff_id = errands.${sql.ref(personColumns[person])})`.as(`${person}_name`),
      ),
    );

type Row = Awaited<ReturnType<ReturnType<typeof present>['execute']>>[number];

const named = (id: string | null, name: string | null): Named | null =>
  id === null ? null : { id, name: name ?? '' };

const viewOf = (row: Row): ErrandView => ({
  errandId: row.errand_id,
  customerId: row.customer_id,
  complaintId: row.complaint_id,
  complaintReference: row.complaint_reference,
  teamId: row.team_id,
  teamName: row.team_name,
  state: row.state as ErrandState,
  what: row.what,
  why: row.why,
  promiseId: row.promise_id,
  remedyId: row.remedy_id,
  customerName: row.customer_name,
  owner: named(row.owner_id, row.owner_name),
  nextAt: row.next_at,
  handler: { id: row.handler_id, name: row.handler_name ?? '' },
  fixer: named(row.fixer_id, row.fixer_name),
  raisedTo: named(row.raised_to, row.raised_name),
  neededBy: row.needed_by,
  honestAt: row.honest_at,
  warnedAt: row.warned_at,
  dueAt: row.due_at,
  passedTimes: row.passed_times,
  returnedTimes: row.returned_times,
  isManagers: row.is_managers,
  reason: row.reason,
  result: row.result,
  arrivedAt: row.arrived_at,
  reference: row.reference,
  handedAt: row.handed_at,
  teamSince: row.team_since,
  doneAt: row.done_at,
  settledAt: row.settled_at,
});

export async function errandsOfComplaint(
  db: Database | Tx,
  of: { customerId: string; complaintId: string },
): Promise<ErrandView[]> {
  const rows = await present(db)
    .where('errands.customer_id', '=', of.customerId)
    .where('errands.complaint_id', '=', of.complaintId)
    .orderBy('handed_at')
    .orderBy('errand_id')
    .execute();
  return rows.map(viewOf);
}

/** Which of two lines of a board: what is to be done by the team, or what waits for a handler. */
export type BoardOrder = {
  teamIds?: readonly string[];
  ownerId?: string;
  /** Over or not. */
  isOpen: boolean;
  limit: number;
};

/** A board: what came back first, then by the next date. */
export async function errandsOn(db: Database, wish: BoardOrder): Promise<ErrandView[]> {
  let query = present(db).where('errands.next_at', wish.isOpen ? 'is not' : 'is', null);
  if (wish.teamIds) query = query.where('errands.team_id', 'in', [...wish.teamIds, nobody]);
  if (wish.ownerId) query = query.where('errands.owner_id', '=', wish.ownerId);
  const rows = await query
    .orderBy(sql`errands.state <> 'returned'`)
    .orderBy('errands.next_at')
    .orderBy('errands.settled_at', 'desc')
    .orderBy('errand_id')
    .limit(wish.limit)
    .execute();
  return rows.map(viewOf);
}

/** An empty list is no SQL. */
const nobody = '00000000-0000-0000-0000-000000000000';

export async function errandById(db: Database | Tx, of: OfErrand): Promise<ErrandView> {
  const row = await present(db)
    .where('errands.customer_id', '=', of.customerId)
    .where('errand_id', '=', of.errandId)
    .executeTakeFirst();
  if (row) return viewOf(row);
  throw notFound('There is no such errand.');
}

/** By the id alone, as addresses and other programs name it. */
export async function findErrand(db: Database | Tx, errandId: string): Promise<OfErrand> {
  const row = await db
    .selectFrom('errands')
    .select(['customer_id as customerId', 'errand_id as errandId'])
    .where('errand_id', '=', errandId)
    .executeTakeFirst();
  if (row) return row;
  throw notFound('There is no such errand.');
}

export async function questionsOf(db: Database | Tx, of: OfErrand): Promise<QuestionView[]> {
  const rows = await db
    .selectFrom('errand_questions as question')
    .innerJoin('staff as asked', 'asked.staff_id', 'question.asked_by')
    .leftJoin('staff as answered', 'answered.staff_id', 'question.answered_by')
    .leftJoin('words as asking', (join) =>
      join
        .onRef('asking.customer_id', '=', 'question.customer_id')
        .onRef('asking.words_id', '=', 'question.words_id'),
    )
    .leftJoin('words as answer', (join) =>
      join
        .onRef('answer.customer_id', '=', 'question.customer_id')
        .onRef('answer.words_id', '=', 'question.answer_id'),
    )
    .selectAll('question')
    .select(['asked.name as asked_name', 'answered.name as answered_name'])
    .select(['asking.text as text', 'answer.text as answer_text'])
    .where('question.customer_id', '=', of.customerId)
    .where('question.errand_id', '=', of.errandId)
    .orderBy('asked_at')
    .orderBy('question_id')
    .execute();
  return rows.map((row) => ({
    id: row.question_id,
    asker: row.asker as QuestionView['asker'],
    askedBy: { id: row.asked_by, name: row.asked_name },
    text: row.text,
    isUnclear: row.is_unclear,
    askedAt: row.asked_at,
    answeredBy: named(row.answered_by, row.answered_name),
    answer: row.answer_text,
    answeredAt: row.answered_at,
  }));
}

/** Errands whose next date has come, the oldest first. */
export const dueErrands = (db: Database, now: Date, limit: number): Promise<OfErrand[]> =>
  db
    .selectFrom('errands')
    .select(['customer_id as customerId', 'errand_id as errandId'])
    .where('state', 'in', ['handed', 'accepted', 'declined', 'done', 'returned'])
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit)
    .execute();

type Link = { customerId: string } & ({ promiseId: string } | { remedyId: string });

/** The errands behind a promise or a remedy. */
export async function errandsBehind(tx: Tx, link: Link): Promise<OfErrand[]> {
  const query = tx
    .selectFrom('errands')
    .select(['customer_id as customerId', 'errand_id as errandId'])
    .where('customer_id', '=', link.customerId);
  return 'promiseId' in link
    ? query.where('promise_id', '=', link.promiseId).execute()
    : query.where('remedy_id', '=', link.remedyId).execute();
}

/** Names of all teams, for sentences. */
export async function teamNames(db: Database | Tx): Promise<Map<string, string>> {
  const rows = await db.selectFrom('fixer_teams').select(['team_id', 'name']).execute();
  return new Map(rows.map((row) => [row.team_id, row.name]));
}

/** Whether a fixer's team may read the whole complaint behind an errand of theirs. */
export async function mayReadWhole(
  db: Database,
  staffId: string,
  of: { customerId: string; complaintId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('errands')
    .innerJoin('fixer_teams', 'fixer_teams.team_id', 'errands.team_id')
    .leftJoin('fixer_team_members as member', 'member.team_id', 'errands.team_id')
    .select('errand_id')
    .where('errands.customer_id', '=', of.customerId)
    .where('errands.complaint_id', '=', of.complaintId)
    .where('sees_whole', '=', true)
    .where((eb) => eb.or([eb('lead_id', '=', staffId), eb('member.staff_id', '=', staffId)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
