import { type Clock, dayMs, later, minuteMs } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import { type Ledger, programActor } from '#ledger/ledger.ts';
import {
  fingerprintOf,
  loadVectors,
  type Matters,
  openMatters,
  type Row,
  type Taken,
  type Vectors,
} from '#likeness/index.ts';
import {
  type Arrived,
  arrivedSince,
  type KeptRow,
  keptRows,
  newestKept,
  raisedSurges,
} from './finder-queries.ts';
import { lessonsNow } from './lessons.ts';
import { type Found, recordFound } from './recording.ts';

/** What the likeness kit has seen, held in memory and made again from its rows after a restart. */
export type Finder = {
  /** Takes what arrived since; says how many. */
  look(): Promise<number>;
  /** What the kit knows now, with everything that people have said since. */
  matters(): Promise<Matters>;
};

type Means = { db: Database; ledger: Ledger; clock: Clock };

/** Rows that lie further back say nothing about what is usual now. */
const keptMs = 120 * dayMs;
const keptMax = 12_000;
const batchMax = 100;

/** Two that are accepted at once may be committed in another order than their moments tell. */
const overlapMs = 10 * minuteMs;

/** What reaches us so much later than others before it says nothing about now. */
const tooLateMs = 2 * dayMs;

/** A surge that was over before anybody could look is history: of an import, say. */
const newsMs = 14 * dayMs;

const finders = new WeakMap<Ledger, Finder>();

/** One for each program. */
export function finderOf(means: Means): Finder {
  const finder = finders.get(means.ledger) ?? createFinder(means);
  finders.set(means.ledger, finder);
  return finder;
}

let vectors: Promise<Vectors> | undefined;

type State = {
  matters: Matters;
  words: Vectors;
  /** Ids of what was seen, with when it was recorded. */
  seen: Map<string, Date>;
  cursor: Date;
  lastAt: Date;
  /** The flaw of each surge. */
  flaws: Map<string, string>;
  lessons: Map<string, string>;
  /** Taken and not recorded yet, because the database was away. */
  unrecorded: Found[];
};

function createFinder({ db, ledger, clock }: Means): Finder {
  let opening: Promise<State> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  const state = (): Promise<State> => {
    opening ??= open(db, clock).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  /** One after the other: rows are taken in order of time. */
  const inTurn = <T>(work: (known: State) => Promise<T>): Promise<T> => {
    const next = turn.then(state).then(work);
    turn = next.catch(() => undefined);
    return next;
  };

  const learn = async (known: State): Promise<void> => {
    for (const [key, lesson] of await lessonsNow(db, known.lessons)) {
      known.lessons.set(key, lesson.kind);
      known.matters.learn(lesson);
    }
  };

  return {
    look: () =>
      inTurn(async (known) => {
        await learn(known);
        await record(ledger, known);
        const arrived = await arrivedSince(db, {
          since: later(known.cursor, -overlapMs),
          seen: [...known.seen.keys()],
          limit: batchMax,
        });
        for (const row of arrived) take(known, row, clock.now());
        await record(ledger, known);
        return arrived.length;
      }),
    matters: () =>
      inTurn(async (known) => {
        await learn(known);
        return known.matters;
      }),
  };
}

async function open(db: Database, clock: Clock): Promise<State> {
  vectors ??= loadVectors();
  const words = await vectors;
  const since = later(clock.now(), -keptMs);
  const rows = await keptRows(db, { since, limit: keptMax });
  const matters = openMatters();
  const { surges, flaws } = await raisedSurges(db, since);
  matters.restore(rows, surges);
  const cursor = (await newestKept(db)) ?? since;
  return {
    matters,
    words,
    seen: new Map(rows.filter(isLate(cursor)).map(({ id, recordedAt }) => [id, recordedAt])),
    cursor,
    lastAt: rows.at(-1)?.at ?? since,
    flaws,
    lessons: new Map(),
    unrecorded: [],
  };
}

const isLate =
  (cursor: Date) =>
  ({ recordedAt }: KeptRow): boolean =>
    recordedAt >= later(cursor, -overlapMs);

function take(known: State, arrived: Arrived, now: Date): void {
  const { recordedAt, receivedAt, text, facts } = arrived;
  known.seen.set(arrived.complaintId, recordedAt);
  if (recordedAt > known.cursor) moveCursor(known, recordedAt);
  if (receivedAt < later(known.lastAt, -tooLateMs)) return;
  const at = receivedAt > known.lastAt ? receivedAt : known.lastAt;
  known.lastAt = at;
  const fingerprint = fingerprintOf(text, known.words);
  const row: Row = { id: arrived.complaintId, at, fingerprint, facts };
  const taken = known.matters.take(row);
  known.unrecorded.push(foundOf(known, { arrived, row, taken, now }));
}

/** Only what may be met again has to be remembered as seen. */
function moveCursor(known: State, recordedAt: Date): void {
  known.cursor = recordedAt;
  const from = later(recordedAt, -2 * overlapMs);
  for (const [id, at] of known.seen) if (at < from) known.seen.delete(id);
}

type Looked = { arrived: Arrived; row: Row; taken: Taken; now: Date };

function foundOf(known: State, { arrived, row, taken, now }: Looked): Found {
  const { matters, flaws } = known;
  const isNews = taken.surge !== null && taken.surge.raisedAt >= later(now, -newsMs);
  const surgeId = matters.surgeOf(row.id);
  return {
    arrived,
    row,
    group: taken.group,
    surge: isNews ? taken.surge : null,
    joins: surgeId ? (flaws.get(surgeId) ?? null) : null,
    looksLike: taken.looksLike,
    campaign: taken.campaign?.rows ?? null,
    campaignId: matters.campaignOf(row.id) ?? null,
  };
}

/** What was taken is written down together; where that fails it is tried again by the next sweep. */
async function record(ledger: Ledger, known: State): Promise<void> {
  if (known.unrecorded.length === 0) return;
  const raised = await ledger.write(programActor, (unit) => recordFound(unit, known.unrecorded));
  for (const [surgeId, flawId] of raised) known.flaws.set(surgeId, flawId);
  known.unrecorded = [];
}
