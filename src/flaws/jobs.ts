import { type Clock, dayMs, later } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { eachInItsUnit } from '#jobs/each.ts';
import type { Ledger } from '#ledger/ledger.ts';
import { windowOf } from './figures.ts';
import { judgeFix, returnFlaw } from './fix-commands.ts';
import {
  type FixRow,
  fixesToJudge,
  fixesToTell,
  fixesToWatch,
  toldOf,
  untoldOf,
} from './fix-queries.ts';
import type { Return } from './flaw.ts';
import { hasRisen } from './rates.ts';
import { type TellingMeans, tellCustomer } from './tell.ts';
import { moveDesignUp } from './thread.ts';

const batchMax = 200;

/** Swept: everybody whom a shipped fix is for and who was not told. */
export async function tellEverybody(
  db: Database,
  ledger: Ledger,
  means: TellingMeans,
): Promise<number> {
  let told = 0;
  for (const fix of await fixesToTell(db)) {
    const untold = await untoldOf(db, fix, batchMax - told);
    told += await eachInItsUnit(ledger, untold, (unit, row) =>
      tellCustomer(unit, means, { ...row, fixId: fix.fixId }),
    );
    if (told >= batchMax) break;
  }
  return told;
}

/** Swept: fixes whose window is over. */
export async function judgeFixes(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  return eachInItsUnit(ledger, await fixesToJudge(db, clock.now()), judgeFix);
}

/** Swept: what was fixed and is broken again, by what customers say or by how many complain. */
export async function watchFixes(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  const back: { rootId: string; why: Return }[] = [];
  for (const fix of await fixesToWatch(db)) {
    const why = await comesBack(db, fix, clock.now());
    if (why) back.push({ rootId: fix.rootId, why });
  }
  return eachInItsUnit(ledger, back, (unit, { rootId, why }) => returnFlaw(unit, rootId, why));
}

/** Of a handful who were told, one who says so is many. */
const fewTold = 5;

async function comesBack(
  db: Database,
  fix: FixRow & { broken: number },
  now: Date,
): Promise<Return | null> {
  const { fixId, rootId, broken } = fix;
  if (broken > 0) {
    const { told } = await toldOf(db, fixId);
    const brokenMin = told <= fewTold ? 1 : 2;
    if (broken >= brokenMin) return { fixId, cause: 'still_broken', count: broken };
  }
  if (fix.state !== 'verified' || !fix.judgedAt || !fix.figures) return null;
  // The last weeks count most: what was quiet for a year must not hide what began yesterday.
  const weeks = later(now, -(fix.windowDays ?? 28) * dayMs);
  const from = weeks > fix.judgedAt ? weeks : fix.judgedAt;
  const since = await windowOf(db, rootId, { from, until: now });
  return hasRisen(fix.figures.after, since).isRisen
    ? { fixId, cause: 'more_complaints', count: since.traced }
    : null;
}

/** Swept: answers of the designers whose date has passed. */
export async function moveDesignsUp(db: Database, ledger: Ledger, clock: Clock): Promise<number> {
  const due = await db
    .selectFrom('flaws')
    .select('flaw_id')
    .where('design_due_at', '<=', clock.now())
    .where('design_answered_at', 'is', null)
    .whereRef('root_id', '=', 'flaw_id')
    .where('state', '=', 'named')
    .limit(batchMax)
    .execute();
  return eachInItsUnit(ledger, due, (unit, row) => moveDesignUp(unit, row.flaw_id));
}
