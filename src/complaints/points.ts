import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact } from '#ledger/entry.ts';
import { notFound, Refusal } from '#refusal.ts';

/** What we found when we looked into a point. */
export const findings = ['upheld', 'partly_upheld', 'not_upheld'] as const;
export type Finding = (typeof findings)[number];

type Is<T extends string, D> = { type: T; data: D };
type OfPoint = { pointId: string; staffId: string };

/** Facts about points lie on the stream of their complaint: its final answer waits for them. */
export type PointFact = Fact &
  (
    | Is<'PointNoted', OfPoint & { words: WordsRef; messageId: string | null }>
    /** Said better; what was found about the old words is not found about the new ones. */
    | Is<'PointReworded', OfPoint & { words: WordsRef; reason: WordsRef }>
    | Is<'PointDropped', OfPoint & { reason: WordsRef }>
    /** `previous`: what had been found before somebody looked again. */
    | Is<'PointFound', OfPoint & { finding: Finding; reason: WordsRef; previous: Finding | null }>
  );

/** One thing complained of. */
export type Point = { pointId: string; finding: Finding | null; isDropped: boolean };

/** The points of a complaint, told by its stream, in the order in which they were noted. */
export function pointsFrom(entries: readonly Entry[]): readonly Point[] {
  return (entries as readonly Entry<PointFact>[]).reduce(evolve, []);
}

function evolve(points: readonly Point[], { type, data }: Entry<PointFact>): readonly Point[] {
  const change = (part: Partial<Point>): readonly Point[] =>
    points.map((point) => (point.pointId === data.pointId ? { ...point, ...part } : point));
  switch (type) {
    case 'PointNoted':
      return [...points, { pointId: data.pointId, finding: null, isDropped: false }];
    case 'PointReworded':
      return change({ finding: null });
    case 'PointDropped':
      return change({ isDropped: true });
    case 'PointFound':
      return change({ finding: data.finding });
    // What else happened to the complaint.
    default:
      return points;
  }
}

/** A complaint of more points than this is more than one complaint. */
const pointsMax = 50;

export function notePoint(
  points: readonly Point[],
  wish: OfPoint & { words: WordsRef; messageId: string | null },
): PointFact[] {
  if (standing(points).length >= pointsMax) {
    throw new Refusal(
      'too_many_points',
      'A complaint has at most {pointsMax} points. Make a complaint of its own out of a part of it.',
      { status: 409, values: { pointsMax } },
    );
  }
  return [{ type: 'PointNoted', data: wish }];
}

export function rewordPoint(
  points: readonly Point[],
  wish: OfPoint & { words: WordsRef; reason: WordsRef },
): PointFact[] {
  assertStands(points, wish.pointId);
  return [{ type: 'PointReworded', data: wish }];
}

/** Noted twice, or never meant. A point is not dropped because it is hard to answer: say why. */
export function dropPoint(
  points: readonly Point[],
  wish: OfPoint & { reason: WordsRef },
): PointFact[] {
  assertStands(points, wish.pointId);
  return [{ type: 'PointDropped', data: wish }];
}

/** May be said again with another reason: whoever looks twice may find something else. */
export function findPoint(
  points: readonly Point[],
  wish: OfPoint & { finding: Finding; reason: WordsRef },
): PointFact[] {
  const { finding: previous } = assertStands(points, wish.pointId);
  return [{ type: 'PointFound', data: { ...wish, previous } }];
}

export const standing = (points: readonly Point[]): readonly Point[] =>
  points.filter(({ isDropped }) => !isDropped);

function assertStands(points: readonly Point[], pointId: string): Point {
  const point = points.find((each) => each.pointId === pointId);
  if (!point) throw notFound('There is no such point.');
  if (!point.isDropped) return point;
  throw new Refusal('point_dropped', 'This point was taken out. Note it anew.', { status: 409 });
}
