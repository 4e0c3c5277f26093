import { awayNow, meanwhileOf } from '#absences/index.ts';
import { type Clock, secondMs } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { skilledByArea } from '#skills/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { ComplaintFact } from './complaint.ts';

/** Chooses whose a new complaint is, with those first who are trained for its area. */
export type Owners = { choose(db: Database | Tx, areaId?: string): Promise<string> };

/** Other processes change loads, too; after this time the counts are read again. */
const freshMs = 5 * secondMs;

/** How many open complaints somebody has, and how many they have at most. */
type Load = { open: number; max: number };

type Known = {
  loads: ReadonlyMap<string, Load>;
  skilled: ReadonlyMap<string, ReadonlySet<string>>;
};

/**
 * The handler who is here, and below what was agreed, with the fewest open complaints; without one,
 * whoever answers for complaints, or covers for them.
 * The counts are kept in memory between reads, so that accepting a complaint reads nothing for it.
 */
export function keepOwners(ledger: Ledger, clock: Clock): Owners {
  let known: Known = { loads: new Map(), skilled: new Map() };
  let readAt = Number.NEGATIVE_INFINITY;

  ledger.onCommit((entries) => {
    for (const entry of entries) {
      if (whoCanTake.has(entry.type)) readAt = Number.NEGATIVE_INFINITY;
      if (entry.type === 'OwnerChanged') move(entry as Entry<ComplaintFact>);
    }
  });

  function move({ type, data }: Entry<ComplaintFact>): void {
    if (type !== 'OwnerChanged') return;
    add(data.previousOwnerId, -1);
    add(data.ownerId, 1);
  }

  function add(staffId: string, change: number): void {
    const load = known.loads.get(staffId);
    if (load) load.open = Math.max(0, load.open + change);
  }

  return {
    async choose(db, areaId) {
      const now = clock.now();
      if (Math.abs(now.getTime() - readAt) > freshMs) {
        known = { loads: await readLoads(db, now), skilled: await skilledByArea(db, now) };
        readAt = now.getTime();
      }
      const chosen = firstOf(known, areaId);
      if (!chosen) return answering(db, now);
      add(chosen, 1);
      return chosen;
    },
  };
}

/** Facts that change who can be given a complaint. */
const whoCanTake: ReadonlySet<string> = new Set([
  'StaffJoined',
  'StaffRolesChanged',
  'StaffLoadMaxSet',
  'StaffLeft',
  'StaffReturned',
  'AbsencePlanned',
  'AbsenceEnded',
  'SkillGranted',
  'SkillEnded',
]);

async function answering(db: Database | Tx, now: Date): Promise<string> {
  const { answerableId } = await assertOrganisation(db);
  return (await meanwhileOf(db, answerableId, now))?.cover.staffId ?? answerableId;
}

/** Of those with room the skilled ones, if there are any; of these the one with the least. */
function firstOf({ loads, skilled }: Known, areaId: string | undefined): string | undefined {
  const withRoom = [...loads].filter(([, { open, max }]) => open < max);
  const trained = areaId ? skilled.get(areaId) : undefined;
  const fitting = trained ? withRoom.filter(([staffId]) => trained.has(staffId)) : [];
  let least: [string, Load] | undefined;
  for (const load of fitting.length > 0 ? fitting : withRoom) {
    if (!least || load[1].open < least[1].open) least = load;
  }
  return least?.[0];
}

async function readLoads(db: Database | Tx, now: Date): Promise<Map<string, Load>> {
  const away = await awayNow(db, now);
  const rows = await db
    .selectFrom('staff')
    .leftJoin('staff_loads', 'staff_loads.staff_id', 'staff.staff_id')
    .select([
      'staff.staff_id as staffId',
      'load_max as max',
      (eb) => eb.fn.sum<number | null>('open_count').as('open'),
    ])
    .where((eb) => eb(eb.val('handler'), '=', eb.fn.any('roles')))
    .where('left_at', 'is', null)
    .groupBy('staff.staff_id')
    .orderBy('staff.staff_id')
    .execute();
  return new Map(
    rows
      .filter(({ staffId }) => !away.has(staffId))
      .map(({ staffId, open, max }) => [
        staffId,
        { open: Number(open ?? 0), max: max ?? Number.POSITIVE_INFINITY },
      ]),
  );
}
