import { type Clock, later, secondMs } from '#clock.ts';
import { complaintPolicy } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import { actorOf, assertMay, type Caller, type Person } from '#http/caller.ts';
import { parse } from '#http/fields.ts';
import { hintDesks } from '#http/hints.ts';
import { type Ledger, programActor, type Unit } from '#ledger/ledger.ts';
import { type AnswerWish, answerBody, answerCustomer, type NoticeMeans } from '#notices/index.ts';
import { notAllowed, Refusal } from '#refusal.ts';
import { staffById } from '#staff/index.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import {
  changedElsewhere,
  draftGone,
  forgetDraft,
  lockDraft,
  type OfDraft,
  saveDraft,
  updateDraft,
} from './drafts.ts';

export type Sending = { db: Database; ledger: Ledger; clock: Clock; means: NoticeMeans };

export type ToSend = {
  of: OfDraft;
  person: Person;
  content: Record<string, unknown>;
  version: number;
  answer: AnswerWish;
};

/**
 * Lets a reply go out after the time in which it can be taken back. Whatever would refuse it then
 * refuses it now already, as far as anybody can know.
 */
export async function sendLater(sending: Sending, wish: ToSend): Promise<{ sendAt: Date }> {
  const { db, clock, means } = sending;
  await rehearse(sending, wish);
  const now = clock.now();
  return transaction(db, async (tx) => {
    const { of, answer, content } = wish;
    const known = await lockDraft(tx, of);
    if (known?.state === 'sending' && known.version === wish.version + 1 && known.sendAt) {
      return { sendAt: known.sendAt };
    }
    const version = await saveDraft(tx, of, { content, version: wish.version, now });
    const sendAt = later(now, means.config.undoSeconds * secondMs);
    await updateDraft(tx, of)
      .set({
        state: 'sending',
        send_at: sendAt,
        answer: JSON.stringify(answer),
        // One more than before, whether the words changed or not: so a repeat is known.
        version: Math.max(version, wish.version + 1),
        held_code: null,
        held_sentence: null,
      })
      .execute();
    return { sendAt };
  });
}

const rehearsed = new Error('rehearsed');

/** Answers, and takes it all back: nobody hears of it. */
async function rehearse({ ledger, means }: Sending, wish: ToSend): Promise<void> {
  const { of, person, answer } = wish;
  try {
    await ledger.write(actorOf({ kind: 'person', person }), async (unit) => {
      await answerCustomer(unit, means, { of, person, wish: answer });
      throw rehearsed;
    });
  } catch (error) {
    if (error !== rehearsed) throw error;
  }
}

/** Without waiting: paper can be taken back out of the outbox, and some have waited enough. */
export async function sendNow(
  unit: Unit,
  means: NoticeMeans,
  { of, person, version, answer }: ToSend,
): Promise<{ messageId: string }> {
  const known = await lockDraft(unit.tx, of);
  if (!known && version > 0) throw draftGone();
  if (known && known.version !== version) throw changedElsewhere();
  return send(unit, means, { of, person, answer });
}

async function send(
  unit: Unit,
  means: NoticeMeans,
  { of, person, answer }: Pick<ToSend, 'of' | 'person' | 'answer'>,
): Promise<{ messageId: string }> {
  const sent = await answerCustomer(unit, means, { of, person, wish: answer });
  await forgetDraft(unit.tx, of);
  await finishTask(unit, taskKeyOf(of));
  return sent;
}

/** Gives the words back while they have not gone out. */
export async function undoSending(db: Database, of: OfDraft): Promise<{ version: number }> {
  return transaction(db, async (tx) => {
    const known = await lockDraft(tx, of);
    if (!known) {
      throw new Refusal('sent_already', 'It has been sent already.', { status: 409 });
    }
    if (known.state === 'sending') {
      await updateDraft(tx, of).set({ state: 'open', send_at: null, answer: null }).execute();
    }
    return { version: known.version };
  });
}

export async function throwAway(unit: Unit, of: OfDraft): Promise<void> {
  await forgetDraft(unit.tx, of);
  await finishTask(unit, taskKeyOf(of));
}

const atOnceMax = 100;

/** Swept every second: sends the replies whose time to be taken back is over. */
export async function sendDueDrafts(sending: Sending): Promise<number> {
  const { db, clock } = sending;
  const due = await db
    .selectFrom('drafts')
    .select(['customer_id as customerId', 'complaint_id as complaintId', 'staff_id as staffId'])
    .where('state', '=', 'sending')
    .where('send_at', '<=', clock.now())
    .orderBy('send_at')
    .limit(atOnceMax)
    .execute();
  let sent = 0;
  for (const row of due) {
    if (await sendDue(sending, { ...row, kind: 'reply' })) sent += 1;
  }
  return sent;
}

/** As its writer, by the same command as at the desk. What cannot go is held and says why. */
async function sendDue(sending: Sending, of: OfDraft): Promise<boolean> {
  const { ledger, means } = sending;
  try {
    return await ledger.write(`staff:${of.staffId}`, async (unit) => {
      const draft = await lockDraft(unit.tx, of);
      // Another worker was faster, or it was taken back.
      if (draft?.state !== 'sending' || !draft.sendAt || draft.sendAt > unit.now) return false;
      const person = assertMay(complaintPolicy, 'answer', await callerOf(unit, of.staffId));
      const answer = parse(answerBody, draft.answer);
      await send(unit, means, { of, person, answer });
      return true;
    });
  } catch (fault) {
    await hold(sending, of, fault);
    return false;
  }
}

async function callerOf(unit: Unit, staffId: string): Promise<Caller> {
  const person = await staffById(unit.tx, staffId);
  if (!person) throw notAllowed('Whoever wrote this is not here any more.');
  return { kind: 'person', person };
}

async function hold({ ledger }: Sending, of: OfDraft, fault: unknown): Promise<void> {
  const { code, message } =
    fault instanceof Refusal
      ? fault
      : { code: 'not_sent', message: 'It could not be sent for a reason of ours. Send it again.' };
  await ledger.write(programActor, async (unit) => {
    const draft = await lockDraft(unit.tx, of);
    if (draft?.state !== 'sending') return;
    await updateDraft(unit.tx, of)
      .set({
        state: 'held',
        send_at: null,
        answer: null,
        held_code: code,
        held_sentence: message,
      })
      .execute();
    // Whoever pressed Send may have gone home believing that it went.
    const { staffId, complaintId } = of;
    const subject = { complaintId };
    await giveTask(unit, { staffId, kind: 'reply_held', key: taskKeyOf(of), subject });
    await hintDesks(unit.tx, { complaints: [complaintId] });
  });
}

const taskKeyOf = ({ complaintId, staffId, kind }: OfDraft): string =>
  `${kind}_held:${complaintId}:${staffId}`;
