import { ORGANISATION_ID } from '#id.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';
import { notAllowed, Refusal } from '#refusal.ts';

type Is<T extends string, D> = { type: T; data: D };

export type AbsenceFact = Fact &
  (
    | Is<
        'AbsencePlanned',
        /** Days of the organisation's calendar, both included. */
        { staffId: string; from: string; until: string; coverId: string; by: string }
      >
    | Is<
        'CoverChanged',
        {
          coverId: string;
          previousId: string;
          cause: 'declined' | 'named' | 'left';
          by: string | null;
        }
      >
    | Is<'AbsenceEnded', { by: string }>
  );

export const absenceStream = (absenceId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `absence:${absenceId}`,
});

export type Absence = {
  absenceId: string;
  staffId: string;
  from: string;
  until: string;
  coverId: string;
  hasEnded: boolean;
};

/** Undefined for a stream that does not exist. */
export function absenceFrom(entries: readonly Entry[]): Absence | undefined {
  const [first, ...rest] = entries as readonly Entry<AbsenceFact>[];
  if (first?.type !== 'AbsencePlanned') return undefined;
  const { staffId, from, until, coverId } = first.data;
  const planned = { absenceId: idOf(first.stream), staffId, from, until, coverId, hasEnded: false };
  return rest.reduce<Absence>((absence, { type, data }) => {
    if (type === 'CoverChanged') return { ...absence, coverId: data.coverId };
    return type === 'AbsenceEnded' ? { ...absence, hasEnded: true } : absence;
  }, planned);
}

/** Days of which no end is in sight are a matter of leaving, not of being away. */
const yearsMax = 2;

type Days = { from: string; until: string };

export type PlanWish = Days & { staffId: string; coverId: string; by: string };

/** `planned`: what is planned already, of anybody. */
export function plan(
  planned: readonly Absence[],
  wish: PlanWish,
  names: { cover: string; today: string },
): AbsenceFact[] {
  assertDays(wish, names.today);
  if (planned.some((other) => other.staffId === wish.staffId && overlap(other, wish))) {
    throw new Refusal('away_already', 'On some of these days they are away already.', {
      status: 409,
    });
  }
  assertCanCover(planned, wish, names.cover);
  return [{ type: 'AbsencePlanned', data: wish }];
}

function assertDays({ from, until }: Days, today: string): void {
  if (from > until) {
    throw new Refusal('days_in_reverse', 'The last day must not lie before the first.');
  }
  if (until < today) throw new Refusal('date_in_the_past', 'These days are over.');
  const limit = `${Number(today.slice(0, 4)) + yearsMax}${today.slice(4)}`;
  if (until > limit) {
    throw new Refusal('date_too_far', 'An absence may end at most {yearsMax} years from now.', {
      values: { yearsMax },
    });
  }
}

/** Nobody covers for themselves, nor while they are away. */
function assertCanCover(
  planned: readonly Absence[],
  wish: Days & { staffId: string; coverId: string },
  name: string,
): void {
  if (wish.coverId === wish.staffId) {
    throw new Refusal('cover_missing', 'Name somebody else who covers.');
  }
  const away = planned.find((other) => other.staffId === wish.coverId && overlap(other, wish));
  if (!away) return;
  throw new Refusal(
    'cover_away',
    '{name} is away from {from} until {until}. Name somebody who is here.',
    { status: 409, values: { name, from: away.from, until: away.until } },
  );
}

const overlap = (one: Days, other: Days): boolean =>
  one.from <= other.until && other.from <= one.until;

export function nameCover(
  absence: Absence,
  planned: readonly Absence[],
  wish: { coverId: string; name: string; by: string },
): AbsenceFact[] {
  assertOpen(absence);
  if (absence.coverId === wish.coverId) return [];
  assertCanCover(planned, { ...absence, coverId: wish.coverId }, wish.name);
  return changed(absence, { coverId: wish.coverId, cause: 'named', by: wish.by });
}

/** It goes up the line to the first who is here. `line`: who stands above, nearest first. */
export function declineCover(
  absence: Absence,
  planned: readonly Absence[],
  { by, line }: { by: string; line: readonly string[] },
): AbsenceFact[] {
  assertOpen(absence);
  if (absence.coverId !== by) throw notAllowed('Only who was asked to cover can decline it.');
  const isAway = (staffId: string): boolean =>
    planned.some((other) => other.staffId === staffId && overlap(other, absence));
  const next = line.find(
    (staffId) => staffId !== by && staffId !== absence.staffId && !isAway(staffId),
  );
  if (next) return changed(absence, { coverId: next, cause: 'declined', by });
  throw new Refusal(
    'nobody_else',
    'Nobody above is here on these days. Agree with somebody, and name them instead.',
    { status: 409 },
  );
}

/** Who was to cover has left. */
export const replaceCover = (absence: Absence, coverId: string): AbsenceFact[] =>
  absence.hasEnded || coverId === absence.coverId
    ? []
    : changed(absence, { coverId, cause: 'left', by: null });

const changed = (
  { coverId: previousId }: Absence,
  change: { coverId: string; cause: 'declined' | 'named' | 'left'; by: string | null },
): AbsenceFact[] => [{ type: 'CoverChanged', data: { ...change, previousId } }];

/** Back early, or not going after all. */
export const end = (absence: Absence, by: string): AbsenceFact[] =>
  absence.hasEnded ? [] : [{ type: 'AbsenceEnded', data: { by } }];

function assertOpen({ hasEnded }: Absence): void {
  if (!hasEnded) return;
  throw new Refusal('absence_ended', 'They are back already.', { status: 409 });
}
