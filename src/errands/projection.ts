import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import { type ErrandFact, stateOf } from './errand.ts';

export const errandFactTypes = [
  'ErrandHanded',
  'CapacityWarned',
  'ErrandAccepted',
  'ErrandDeclined',
  'ErrandMovedUp',
  'ErrandPassedOn',
  'ErrandRedated',
  'ErrandAsked',
  'ErrandQuestionAnswered',
  'ErrandReferenced',
  'ErrandDone',
  'ErrandConfirmed',
  'ErrandReturned',
  'ErrandCalledOff',
  'ErrandOwnerChanged',
] as const satisfies readonly ErrandFact['type'][];

type DataOf<T extends ErrandFact['type']> = Extract<ErrandFact, { type: T }>['data'];

export async function projectErrand(tx: Tx, entry: Entry): Promise<void> {
  const { type, data } = entry as Entry<ErrandFact>;
  switch (type) {
    case 'ErrandHanded':
      return insert(tx, entry, data);
    case 'ErrandAsked':
      return addQuestion(tx, entry, data);
    case 'ErrandQuestionAnswered':
      return answerQuestion(tx, entry, data);
    case 'ErrandOwnerChanged':
      return replace(tx, entry, data);
    default:
      return update(tx, entry, changeOf(entry as Entry<Changing>));
  }
}

type Changing = Exclude<
  ErrandFact,
  { type: 'ErrandHanded' | 'ErrandAsked' | 'ErrandQuestionAnswered' | 'ErrandOwnerChanged' }
>;

function changeOf({ type, data, recordedAt }: Entry<Changing>): object {
  switch (type) {
    case 'CapacityWarned':
      return { warned_at: recordedAt };
    case 'ErrandReferenced':
      return { reference_id: data.reference.words };
    case 'ErrandAccepted': {
      const { fixerId: fixer_id, nextAt } = data;
      const taken = { state: 'accepted', fixer_id, accepted_at: recordedAt, raised_to: null };
      return { ...nextOf(data), ...taken, due_at: new Date(nextAt), done_at: null };
    }
    case 'ErrandMovedUp':
      return { ...nextOf(data), raised_to: data.to };
    case 'ErrandRedated':
      return { ...nextOf(data), due_at: new Date(data.nextAt), raised_to: null };
    case 'ErrandPassedOn':
      return { ...nextOf(data), ...passedOn(data), team_since: recordedAt };
    case 'ErrandDeclined':
      return { ...nextOf(data), state: 'declined', reason_id: data.reason.words, raised_to: null };
    case 'ErrandDone':
      return { ...nextOf(data), ...doneBy(data), done_at: recordedAt };
    case 'ErrandReturned':
      return { ...nextOf(data), ...returned, reason_id: data.words?.words ?? null };
    case 'ErrandConfirmed':
    case 'ErrandCalledOff':
      return { state: stateOf[type], owner_id: null, next_at: null, settled_at: recordedAt };
  }
}

const nextOf = ({ ownerId, nextAt }: { ownerId: string; nextAt: string }) => ({
  owner_id: ownerId,
  next_at: new Date(nextAt),
});

const passedOn = ({ teamId, reason, isManagers }: DataOf<'ErrandPassedOn'>) => ({
  state: 'handed',
  team_id: teamId,
  fixer_id: null,
  due_at: null,
  accepted_at: null,
  raised_to: null,
  reason_id: reason.words,
  is_managers: isManagers,
  passed_times: sql<number>`passed_times + 1`,
});

const doneBy = ({ result, arrivedAt }: DataOf<'ErrandDone'>) => ({
  state: 'done',
  raised_to: null,
  result_id: result?.words ?? null,
  arrived_at: arrivedAt === null ? null : new Date(arrivedAt),
});

/** What comes back was not finished by the team: it counts as work that lies before it again. */
const returned = {
  state: 'returned',
  raised_to: null,
  due_at: null,
  done_at: null,
  settled_at: null,
  returned_times: sql<number>`returned_times + 1`,
};

async function insert(tx: Tx, entry: Entry, data: DataOf<'ErrandHanded'>): Promise<void> {
  await tx
    .insertInto('errands')
    .values({
      customer_id: entry.customerId,
      errand_id: idOf(entry.stream),
      complaint_id: data.complaintId,
      team_id: data.teamId,
      what_id: data.what.words,
      why_id: data.why.words,
      promise_id: data.promiseId,
      remedy_id: data.remedyId,
      state: 'handed',
      ...nextOf(data),
      handed_by: data.handedBy,
      handler_id: data.handlerId,
      needed_by: data.neededBy === null ? null : new Date(data.neededBy),
      honest_at: data.honestAt === null ? null : new Date(data.honestAt),
      queue_days: data.queueDays,
      passed_times: 0,
      returned_times: 0,
      is_managers: false,
      handed_at: entry.recordedAt,
      team_since: entry.recordedAt,
    })
    .execute();
}

async function addQuestion(tx: Tx, entry: Entry, data: DataOf<'ErrandAsked'>): Promise<void> {
  await tx
    .insertInto('errand_questions')
    .values({
      customer_id: entry.customerId,
      question_id: data.questionId,
      errand_id: idOf(entry.stream),
      asked_by: data.staffId,
      asker: data.asker,
      words_id: data.words.words,
      is_unclear: data.isUnclear,
      asked_at: entry.recordedAt,
    })
    .execute();
}

async function answerQuestion(
  tx: Tx,
  { customerId, recordedAt }: Entry,
  { questionId, staffId, words }: DataOf<'ErrandQuestionAnswered'>,
): Promise<void> {
  await tx
    .updateTable('errand_questions')
    .set({ answered_by: staffId, answer_id: words.words, answered_at: recordedAt })
    .where('customer_id', '=', customerId)
    .where('question_id', '=', questionId)
    .execute();
}

/** Each part by itself: whoever left may have had several. */
async function replace(tx: Tx, entry: Entry, data: DataOf<'ErrandOwnerChanged'>): Promise<void> {
  const { from, to, cause } = data;
  const now = (column: 'handler_id' | 'owner_id' | 'fixer_id') =>
    sql<string>`case when ${sql.ref(column)} = ${from} then ${to}::uuid else ${sql.ref(column)} end`;
  const withHandler = sql<string>`case when state in ('declined', 'done') and owner_id = ${from}
    then ${to}::uuid else owner_id end`;
  await update(tx, entry, {
    handler_id: now('handler_id'),
    ...(cause === 'left'
      ? { owner_id: now('owner_id'), fixer_id: now('fixer_id') }
      : { owner_id: withHandler }),
  });
}

async function update(tx: Tx, entry: Entry, values: object): Promise<void> {
  await tx
    .updateTable('errands')
    .set(values)
    .where('customer_id', '=', entry.customerId)
    .where('errand_id', '=', idOf(entry.stream))
    .execute();
}
