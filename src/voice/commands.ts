import { endOfWorkingDay } from '#calendar/working-days.ts';
import { findComplaint } from '#complaints/index.ts';
import { BeginAgain, sqlState } from '#database/transaction.ts';
import { flawRow } from '#flaws/index.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation, lineAbove, staffById, topExecutive } from '#staff/index.ts';
import {
  type ActionFact,
  actionsFrom,
  actionsStream,
  assertOpen,
  silenceStream,
} from './actions.ts';
import {
  answer,
  type Decision,
  moveUp,
  passOn,
  type Voice,
  type VoiceFact,
  voiceFrom,
  voiceStream,
} from './voice.ts';

/** Working days within which somebody answers. */
const answerDays = 5;

export type VoiceWish = {
  voiceId: string;
  text: string;
  /** Null where they do not want to be named. */
  saidBy: string | null;
  complaintId: string | null;
  flawId: string | null;
};

/** One of us says what is wrong. Sent twice with one id it is said once. */
export async function raiseVoice(unit: Unit, wish: VoiceWish): Promise<void> {
  const { voiceId, saidBy, complaintId, flawId } = wish;
  const stream = voiceStream(voiceId);
  if ((await unit.load(stream)).length > 0) return;
  if (complaintId) await findComplaint(unit.tx, complaintId);
  if (flawId && !(await flawRow(unit.tx, flawId))) throw notFound('There is no such flaw.');
  const organisation = await assertOrganisation(unit.tx);
  const data = {
    words: await keep(unit, wish.text),
    saidBy,
    complaintId,
    flawId,
    ownerId: await ownerFor(unit, saidBy),
    dueAt: endOfWorkingDay(unit.now, organisation, answerDays).toISOString(),
  };
  await unit.record(stream, [{ type: 'VoiceRaised', data }]).catch(lookAgainIfThere);
}

/** Whoever answers for complaints answers this, too; their own goes to the top. */
async function ownerFor(unit: Unit, saidBy: string | null): Promise<string> {
  const { answerableId } = await assertOrganisation(unit.tx);
  if (saidBy !== answerableId) return answerableId;
  return (await topExecutive(unit.tx))?.staffId ?? answerableId;
}

export const answerVoice = (
  unit: Unit,
  voiceId: string,
  wish: { decision: Decision; text: string; staffId: string },
): Promise<void> =>
  change(unit, voiceId, async (voice) => {
    const { decision, staffId } = wish;
    return answer(voice, { decision, staffId, words: await keep(unit, wish.text) });
  });

export async function passVoiceOn(
  unit: Unit,
  voiceId: string,
  wish: { ownerId: string; staffId: string },
): Promise<void> {
  if (!(await staffById(unit.tx, wish.ownerId))) throw notFound('There is no such person here.');
  await change(unit, voiceId, async (voice) => passOn(voice, wish));
}

/** Called by the clock: nobody has answered by the date. At the top a new date is set, and it shows. */
export async function moveVoiceUp(unit: Unit, voiceId: string): Promise<void> {
  const organisation = await assertOrganisation(unit.tx);
  await change(unit, voiceId, async (voice) => {
    const [senior] = await lineAbove(unit.tx, voice.ownerId);
    const next = {
      ownerId: senior?.staffId ?? voice.ownerId,
      dueAt: endOfWorkingDay(unit.now, organisation, answerDays),
    };
    return moveUp(voice, next, unit.now);
  });
}

type OfItem = { weekOn: string; itemId: string; staffId: string };

export async function setStep(
  unit: Unit,
  { weekOn, itemId, staffId }: OfItem,
  wish: { ownerId: string; step: string },
): Promise<void> {
  if (!(await staffById(unit.tx, wish.ownerId))) throw notFound('There is no such person here.');
  await assertItemOpen(unit, weekOn, itemId);
  const { ownerId } = wish;
  const data = { weekOn, itemId, ownerId, staffId, step: await keep(unit, wish.step) };
  await unit.record(actionsStream(weekOn), [{ type: 'ActionStepSet', data } as ActionFact]);
}

export async function settleItem(
  unit: Unit,
  { weekOn, itemId, staffId }: OfItem,
  wish: { outcome: 'done' | 'dropped'; text: string },
): Promise<void> {
  await assertItemOpen(unit, weekOn, itemId);
  const { outcome } = wish;
  const data = { weekOn, itemId, outcome, staffId, words: await keep(unit, wish.text) };
  await unit.record(actionsStream(weekOn), [{ type: 'ActionSettled', data } as ActionFact]);
}

async function assertItemOpen(unit: Unit, weekOn: string, itemId: string): Promise<void> {
  const list = actionsFrom(await unit.load(actionsStream(weekOn)));
  if (!list) throw notFound('There is no list for this week.');
  assertOpen(list, itemId);
}

export async function assumeSilence(
  unit: Unit,
  wish: { kind: string; silent: number; reason: string; staffId: string },
): Promise<void> {
  const stream = silenceStream(wish.kind);
  await unit.load(stream);
  const { kind, silent, staffId } = wish;
  const data = { kind, silent, staffId, reason: await keep(unit, wish.reason) };
  await unit.record(stream, [{ type: 'SilenceAssumed', data }]);
}

/** Another transaction wrote the first entry of a stream a moment ago: the next try finds it. */
export function lookAgainIfThere(error: unknown): never {
  throw sqlState(error) === '23505' ? new BeginAgain() : error;
}

async function keep(unit: Unit, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(ORGANISATION_ID, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

/** Load, decide, record. */
async function change(
  unit: Unit,
  voiceId: string,
  decide: (voice: Voice) => Promise<VoiceFact[]>,
): Promise<void> {
  const stream = voiceStream(voiceId);
  const voice = voiceFrom(await unit.load(stream));
  if (!voice) throw notFound('There is no such word of ours.');
  await unit.record(stream, await decide(voice));
}
