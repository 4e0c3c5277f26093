import { newId } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import { giveTask } from '#tasks/index.ts';
import {
  type Acceptance,
  accept,
  answer,
  callOff,
  confirm,
  decline,
  finish,
  giveBack,
  isOver,
  isPassedTooOften,
  moveUpIfDue,
  passOn,
  redate,
  replace,
} from './deciding.ts';
import {
  type Errand,
  type ErrandFact,
  errandFrom,
  errandStream,
  type Judge,
  type OfErrand,
  type Way,
} from './errand.ts';
import { errandById } from './queries.ts';
import { teamById } from './team-queries.ts';
import { above, afterDecline, afterDone, afterReturn, inTeam, withManager } from './timing.ts';
import { keepOne } from './words.ts';

/** Whoever says something, and by which door. */
type Said = { staffId: string; way: Way };

export const acceptErrand = (unit: Unit, of: OfErrand, wish: Acceptance): Promise<void> =>
  changeErrand(unit, of, async (errand) => accept(errand, wish, unit.now));

export const declineErrand = (
  unit: Unit,
  of: OfErrand,
  { reason, ...said }: Said & { reason: string },
): Promise<void> =>
  changeErrand(unit, of, async (errand) => {
    const next = await afterDecline(unit, errand);
    return withWords(unit, of, reason, (words) =>
      decline(errand, { ...said, reason: words }, next),
    );
  });

export const redateErrand = (
  unit: Unit,
  of: OfErrand,
  { reason, ...wish }: Said & { dueAt: Date; reason: string },
): Promise<void> =>
  changeErrand(unit, of, (errand) =>
    withWords(unit, of, reason, (words) => redate(errand, { ...wish, reason: words }, unit.now)),
  );

export type DoneWish = Said & { result: string | null; arrivedAt: Date | null };

export const finishErrand = (unit: Unit, of: OfErrand, wish: DoneWish): Promise<void> =>
  changeErrand(unit, of, async (errand) => {
    const { staffId, way, arrivedAt, result } = wish;
    const said = { staffId, way, arrivedAt: arrivedAt?.toISOString() ?? null };
    const when = { next: await afterDone(unit, errand), now: unit.now };
    return withSomeWords(unit, of, result, (words) =>
      finish(errand, { ...said, result: words }, when),
    );
  });

/** To another team; once too often, and it is the manager's. */
export async function passErrandOn(
  unit: Unit,
  of: OfErrand,
  wish: { teamId: string; staffId: string; reason: string },
): Promise<{ isManagers: boolean }> {
  const team = await teamById(unit.tx, wish.teamId);
  if (team.isClosed) throw teamClosed();
  let isManagers = false;
  await changeErrand(unit, of, async (errand) => {
    isManagers = isPassedTooOften(errand);
    const next = isManagers ? await withManager(unit, errand) : await inTeam(unit, team);
    return withWords(unit, of, wish.reason, (reason) => passOn(errand, { ...wish, reason }, next));
  });
  return { isManagers };
}

export const teamClosed = (): Refusal =>
  new Refusal('team_closed', 'This team was closed. Choose another one.', { status: 409 });

const questionsMax = 200;

export type Question = Said & { asker: 'fixer' | 'handler'; text: string; isUnclear: boolean };

export async function askAboutErrand(
  unit: Unit,
  of: OfErrand,
  { text, ...question }: Question,
): Promise<{ questionId: string }> {
  const questionId = newId();
  await changeErrand(unit, of, async ({ complaintId, questions }) => {
    if (questions.size >= questionsMax) {
      throw new Refusal('too_many_questions', 'Answer the open questions first.', { status: 409 });
    }
    const words = await keepOne(unit, of.customerId, text);
    return [{ type: 'ErrandAsked', data: { complaintId, questionId, ...question, words } }];
  });
  return { questionId };
}

export const answerQuestion = (
  unit: Unit,
  of: OfErrand,
  { text, ...wish }: Said & { questionId: string; text: string; side: 'fixer' | 'handler' },
): Promise<void> =>
  changeErrand(unit, of, (errand) =>
    withWords(unit, of, text, (words) => answer(errand, { ...wish, words })),
  );

export type VerdictWish = { by: Judge; staffId: string | null; text: string | null };

/** Whether it is really done: said by the customer, or by somebody of ours who looked. */
export const judgeErrand = (
  unit: Unit,
  of: OfErrand,
  isFixed: boolean,
  { text, ...wish }: VerdictWish,
): Promise<void> =>
  changeErrand(unit, of, async (errand) => {
    const next = await afterReturn(unit, errand);
    return withSomeWords(unit, of, text, (words) => {
      const verdict = { ...wish, words };
      return isFixed ? confirm(errand, verdict) : giveBack(errand, verdict, next);
    });
  });

export const callErrandOff = (
  unit: Unit,
  of: OfErrand,
  { staffId, reason }: { staffId: string | null; reason: string | null },
): Promise<void> =>
  changeErrand(unit, of, async (errand) => {
    if (staffId === null && isOver(errand)) return [];
    return withSomeWords(unit, of, reason, (words) => callOff(errand, staffId, words));
  });

/** What the team's own tool calls it; a page of its own may hang on it. */
export async function referenceErrand(unit: Unit, of: OfErrand, text: string): Promise<void> {
  if ((await errandById(unit.tx, of)).reference === text) return;
  await changeErrand(unit, of, async ({ complaintId }) => [
    {
      type: 'ErrandReferenced',
      data: { complaintId, reference: await keepOne(unit, of.customerId, text) },
    },
  ]);
}

export const replaceInErrand = (
  unit: Unit,
  of: OfErrand,
  change: { from: string; to: string; cause: 'left' | 'complaint' },
): Promise<void> => changeErrand(unit, of, async (errand) => replace(errand, change));

/** Called by the clock. At the top of the line it stays, and becomes a task so that it is seen. */
export async function moveErrandUp(unit: Unit, of: OfErrand): Promise<void> {
  await changeErrand(unit, of, async (errand) => {
    const next = await above(unit, errand);
    const facts = moveUpIfDue(errand, next, unit.now);
    if (facts.length > 0 && next.isTop) {
      const { complaintId } = errand;
      await giveTask(unit, {
        staffId: next.to,
        kind: 'errand_waiting',
        key: waitingKey(of.errandId),
        subject: { complaintId },
      });
    }
    return facts;
  });
}

export const waitingKey = (errandId: string): string => `errand:${errandId}`;

export async function loadErrand(unit: Unit, of: OfErrand): Promise<Errand> {
  const errand = errandFrom(await unit.load(errandStream(of)));
  if (errand) return errand;
  throw notFound('There is no such errand.');
}

/** Load, decide, record. */
async function changeErrand(
  unit: Unit,
  of: OfErrand,
  decide: (errand: Errand) => Promise<ErrandFact[]>,
): Promise<void> {
  const errand = await loadErrand(unit, of);
  await unit.record(errandStream(of), await decide(errand));
}

/** Stands for words while it is found out whether anything is recorded with them. */
const unkept: WordsRef = { words: '', digest: '' };

/** Words are kept only with a fact that vouches for them: what is said twice, or refused, has none. */
async function withWords(
  unit: Unit,
  of: OfErrand,
  text: string,
  decide: (words: WordsRef) => ErrandFact[],
): Promise<ErrandFact[]> {
  if (decide(unkept).length === 0) return [];
  return decide(await keepOne(unit, of.customerId, text));
}

const withSomeWords = async (
  unit: Unit,
  of: OfErrand,
  text: string | null,
  decide: (words: WordsRef | null) => ErrandFact[],
): Promise<ErrandFact[]> => (text === null ? decide(null) : withWords(unit, of, text, decide));
