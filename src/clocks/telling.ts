import { meanwhileOf } from '#absences/index.ts';
import { addWorkingTime } from '#calendar/working-time.ts';
import { hourMs } from '#clock.ts';
import { complaintOwner, type Of } from '#complaints/index.ts';
import type { Unit } from '#ledger/ledger.ts';
import { lineAbove } from '#staff/index.ts';
import { giveTask } from '#tasks/index.ts';
import type { Clock, ClockFact, Telling } from './clock.ts';
import type { Scene } from './follow.ts';

// Who is told of a date: whoever has the complaint; of one that has passed, one further up the line
// after each working day, until it is met.

/** Working time after which the next above is told. */
const perStepMs = 8 * hourMs;

type Told = { clockId: string; about: Telling; step: number };

const taskKey = ({ clockId, about, step }: Told): string =>
  about === 'warning' ? `clock:${clockId}:warning` : `clock:${clockId}:${step}`;

export const taskKeys = ({ clockId, told }: Clock): string[] =>
  told.map((each) => taskKey({ clockId, ...each }));

/** The tasks of whoever has the complaint, and not of those above. */
export const ownersTaskKeys = ({ clockId, told }: Clock): string[] =>
  told.filter(({ step }) => step === 0).map((each) => taskKey({ clockId, ...each }));

/** Gives the task that is due, to a person who is here. Nothing where nobody is to be told yet. */
export async function tell(
  unit: Unit,
  of: Of,
  { reckoning }: Scene,
  clock: Clock,
): Promise<ClockFact[]> {
  const { telling, clockId } = clock;
  if (!telling || telling.at > unit.now) return [];
  const { about, step } = telling;
  const line = await lineOf(unit, of);
  const staffId = line[step];
  if (!staffId) return [];
  const hereId = (await meanwhileOf(unit.tx, staffId, unit.now))?.cover.staffId ?? staffId;
  const key = taskKey({ clockId, about, step });
  const kind = about === 'warning' ? 'clock_warning' : 'clock_breached';
  const subject = { complaintId: of.complaintId, clockId };
  await giveTask(unit, { staffId: hereId, kind, key, subject });
  const goesOn = about === 'breach' && line.length > step + 1;
  const nextAt = goesOn ? addWorkingTime(unit.now, perStepMs, reckoning.work).toISOString() : null;
  const data = { clockId, complaintId: of.complaintId, about, staffId: hereId, step, nextAt };
  return [{ type: 'ClockTold', data }];
}

async function lineOf(unit: Unit, of: Of): Promise<string[]> {
  const ownerId = await complaintOwner(unit.tx, of.customerId, of.complaintId);
  if (!ownerId) return [];
  const above = await lineAbove(unit.tx, ownerId);
  return [ownerId, ...above.map(({ staffId }) => staffId)];
}
