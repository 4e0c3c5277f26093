import { newId } from '#id.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound } from '#refusal.ts';
import { keepOne, type Of } from './commands.ts';
import { complaintStream } from './complaint.ts';
import {
  dropPoint,
  type Finding,
  findPoint,
  notePoint,
  type Point,
  type PointFact,
  pointsFrom,
  rewordPoint,
} from './points.ts';
import { isMessageOf } from './points-queries.ts';

type By = { staffId: string };

/** One thing that the customer complains of, in their words or in ours. */
export async function addPoint(
  unit: Unit,
  of: Of,
  wish: By & { text: string; messageId: string | null },
): Promise<{ pointId: string }> {
  const { staffId, text, messageId } = wish;
  if (messageId && !(await isMessageOf(unit.tx, of, messageId))) {
    throw notFound('There is no such message of the customer.');
  }
  const pointId = newId();
  const words = await keepOne(unit, of.customerId, text);
  await change(unit, of, (points) => notePoint(points, { pointId, staffId, words, messageId }));
  return { pointId };
}

export async function sayBetter(
  unit: Unit,
  of: Of,
  wish: By & { pointId: string; text: string; reason: string },
): Promise<void> {
  const { pointId, staffId } = wish;
  const words = await keepOne(unit, of.customerId, wish.text);
  const reason = await keepOne(unit, of.customerId, wish.reason);
  await change(unit, of, (points) => rewordPoint(points, { pointId, staffId, words, reason }));
}

export async function takeOut(
  unit: Unit,
  of: Of,
  wish: By & { pointId: string; reason: string },
): Promise<void> {
  const { pointId, staffId } = wish;
  const reason = await keepOne(unit, of.customerId, wish.reason);
  await change(unit, of, (points) => dropPoint(points, { pointId, staffId, reason }));
}

export async function find(
  unit: Unit,
  of: Of,
  wish: By & { pointId: string; finding: Finding; reason: string },
): Promise<void> {
  const { pointId, staffId, finding } = wish;
  const reason = await keepOne(unit, of.customerId, wish.reason);
  await change(unit, of, (points) => findPoint(points, { pointId, staffId, finding, reason }));
}

async function change(
  unit: Unit,
  { customerId, complaintId }: Of,
  decide: (points: readonly Point[]) => PointFact[],
): Promise<void> {
  const stream = complaintStream(customerId, complaintId);
  await unit.record(stream, decide(pointsFrom(await unit.load(stream))));
}
