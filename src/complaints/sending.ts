import type { Database, Tx } from '#database/connection.ts';
import { i18n } from '#languages/i18n.ts';
import type { Unit } from '#ledger/ledger.ts';
import { similarity } from './canned.ts';
import type { Of } from './commands.ts';
import { complaintStream } from './complaint.ts';
import { type AnswerToSend, refusalsOf } from './gates.ts';
import { pointsOfComplaint } from './points-queries.ts';

/** What is worth a second look before an answer goes out. */
export type Warning = { code: string; message: string };

/**
 * Refuses an answer that may not go out as it is. Locks the complaint, so that no point is noted
 * between this and the answer.
 */
export async function assertMayBeSent(unit: Unit, of: Of, answer: AnswerToSend): Promise<void> {
  await unit.load(complaintStream(of.customerId, of.complaintId));
  const [refusal] = await refusals(unit.tx, of, answer);
  if (refusal) throw refusal;
}

/** Everything that would be refused, and what only looks as if everybody got it. */
export async function warningsAbout(
  db: Database | Tx,
  of: Of,
  answer: AnswerToSend,
  staffId: string,
): Promise<Warning[]> {
  const refused = await refusals(db, of, answer);
  const warnings = refused.map(({ code, sentence, values }) => ({
    code,
    message: i18n.t(sentence, values),
  }));
  return [...warnings, ...(await likeEarlier(db, answer.text, staffId))];
}

async function refusals(db: Database | Tx, of: Of, answer: AnswerToSend) {
  const points = answer.isFinal ? await pointsOfComplaint(db, of) : [];
  return refusalsOf(answer, { points, told: await toldTo(db, of.customerId) });
}

/** So many answers back nobody remembers the words. */
const toldMax = 200;

const toldTo = (db: Database | Tx, customerId: string): Promise<string[]> =>
  latestAnswers(db, { customerId }, toldMax);

const comparedMax = 50;
const alike = 0.8;

/** Law of this house: answered by a person, and not by a canned text. */
async function likeEarlier(db: Database | Tx, text: string, staffId: string): Promise<Warning[]> {
  const earlier = await latestAnswers(db, { staffId }, comparedMax);
  const closest = Math.max(0, ...earlier.map((each) => similarity(text, each)));
  if (closest <= alike) return [];
  const percent = Math.floor(closest * 100);
  const message = `${percent} % of this stands in an answer that you wrote to somebody before. Say what is theirs alone: their words, what you did, what comes next.`;
  return [{ code: 'like_earlier', message }];
}

/** What was written to one customer, or by one person, the latest first. */
async function latestAnswers(
  db: Database | Tx,
  by: { customerId: string } | { staffId: string },
  limit: number,
): Promise<string[]> {
  const messages = db
    .selectFrom('messages')
    .innerJoin('words', (join) =>
      join
        .onRef('words.customer_id', '=', 'messages.customer_id')
        .onRef('words.words_id', '=', 'messages.words_id'),
    )
    .select('words.text')
    .where('messages.author', '=', 'staff')
    .where('messages.audience', '=', 'customer');
  const rows = await ('staffId' in by
    ? messages.where('messages.staff_id', '=', by.staffId)
    : messages.where('messages.customer_id', '=', by.customerId)
  )
    .orderBy('messages.recorded_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ text }) => text ?? []);
}
