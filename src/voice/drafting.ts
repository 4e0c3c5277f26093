import { dayNumber, dayOf, dayText, weekdayOf } from '#calendar/day.ts';
import { type Clock, dayMs, later } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { countTraced, type FlawRow, listFlaws, newestFixOf, tracedSince } from '#flaws/index.ts';
import { newId } from '#id.ts';
import { type Ledger, programActor, type Unit } from '#ledger/ledger.ts';
import { organisationOf } from '#staff/index.ts';
import { type ActionFact, actionsStream, type Ranked, ranked, type Step } from './actions.ts';
import { lookAgainIfThere } from './commands.ts';
import { mailList } from './mailing.ts';
import { openVoices, silenceNow } from './queries.ts';
import { harmUnknown, harmWeights, type SilenceKind, silenceKindOf } from './silence.ts';

/** So far back complaints are counted for the list. */
const lookBackDays = 28;

/** The Monday of the week in which a day lies. */
export function mondayOf(day: string): string {
  const number = dayNumber(day);
  return dayText(number - (weekdayOf(number) - 1));
}

/** Swept hourly: the list of this week, once, when its Monday has come where we are. */
export async function draftActionList(db: Database, ledger: Ledger, clock: Clock): Promise<void> {
  const organisation = await organisationOf(db);
  if (!organisation) return;
  const weekOn = mondayOf(dayOf(clock.now(), organisation.zone));
  const drafted = await db
    .selectFrom('action_lists')
    .select('week_on')
    .where('week_on', '=', weekOn)
    .executeTakeFirst();
  if (drafted) return;
  await ledger.write(programActor, (unit) => draft(unit, weekOn));
}

async function draft(unit: Unit, weekOn: string): Promise<void> {
  const stream = actionsStream(weekOn);
  if ((await unit.load(stream)).length > 0) return;
  const since = later(unit.now, -lookBackDays * dayMs);
  const candidates = [...(await flawCandidates(unit.tx, since)), ...(await voiceCandidates(unit))];
  const items = ranked(candidates).map((item) => ({ ...item, itemId: newId() }));
  const complaints = await complaintsSince(unit.tx, since);
  const drafted: ActionFact = { type: 'ActionListDrafted', data: { weekOn, complaints, items } };
  await unit.record(stream, [drafted]).catch(lookAgainIfThere);
  await mailList(unit, weekOn);
}

async function flawCandidates(tx: Tx, since: Date): Promise<Ranked[]> {
  const flaws = await listFlaws(tx, ['suspected', 'named']);
  const roots = flaws.map(({ flawId }) => flawId);
  const [lately, ever, silence] = [
    await tracedSince(tx, roots, since),
    await countTraced(tx, roots),
    await silenceNow(tx),
  ];
  const candidates: Ranked[] = [];
  for (const flaw of flaws) {
    const count = lately.get(flaw.flawId) ?? 0;
    // What is known and still open stays on the list, even when nobody has complained for some weeks.
    const rare = ever.has(flaw.flawId) ? 1 / 4 : 0;
    candidates.push({
      flawId: flaw.flawId,
      voiceId: null,
      harm: flaw.harm ? (harmWeights[flaw.harm] ?? harmUnknown) : harmUnknown,
      frequency: Math.max(count / (lookBackDays / 7), rare),
      silence: 1 + silence[silenceKindOf(flaw.cause)],
      ownerId: flaw.ownerId,
      step: stepOf(flaw, await newestFixOf(tx, flaw.rootId)),
    });
  }
  return candidates;
}

/** What is to be done next, by how it stands. */
export function stepOf(
  flaw: Pick<FlawRow, 'state' | 'cause' | 'designDueAt' | 'designAnsweredAt'>,
  fix: string | null,
): Step {
  if (flaw.state === 'suspected') return 'confirm';
  if (fix === 'planned') return 'ship_fix';
  if (fix === 'shipped') return 'wait_for_proof';
  if (fix === 'unproven' || fix === 'returned') return 'look_again';
  if (flaw.cause === null) return 'find_cause';
  if (flaw.designAnsweredAt) return 'plan_fix';
  return flaw.designDueAt ? 'await_design' : 'ask_design';
}

async function voiceCandidates(unit: Unit): Promise<Ranked[]> {
  const silence = await silenceNow(unit.tx);
  const kind: SilenceKind = 'staff';
  return (await openVoices(unit.tx)).map(({ voiceId, ownerId }) => ({
    flawId: null,
    voiceId,
    harm: 1,
    frequency: 1 / 4,
    silence: 1 + silence[kind],
    ownerId,
    step: 'answer_voice' as const,
  }));
}

async function complaintsSince(tx: Tx, since: Date): Promise<number> {
  const row = await tx
    .selectFrom('complaints')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('recorded_at', '>=', since)
    .where('received_at', '>=', since)
    .where('kind', '<>', 'praise')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
