import {
  fingerprintOf,
  loadVectors,
  openMatters,
  type Surge,
  type Vectors,
} from '#likeness/index.ts';
import { seeded, shuffled } from './chance.ts';
import { copiesAmong } from './flaw-copies.ts';
import { bCubed, f1Of, tally } from './flaw-scores.ts';
import {
  generated,
  hasShared,
  type Labelled,
  readBanking,
  readCfpb,
  readClinc,
  stream,
} from './flaw-streams.ts';
import { round, timingOf } from './measure.ts';

const say = (line: string): void => console.error(line);
const minuteMs = 60_000;

/** Prints how well complaints are grouped, surges and copies found, and how long each takes. */
export async function measureFlaws(isSmall: boolean): Promise<void> {
  const startedAt = performance.now();
  const vectors = await loadVectors();
  const loadMs = round(performance.now() - startedAt, 0);
  if (!hasShared) say('../shared is not there: measured on generated text');
  const sets = setsHere();
  const grouping: Record<string, unknown> = {};
  const surges: Record<string, unknown> = {};
  for (const [name, rows] of Object.entries(sets)) {
    say(`grouping ${name}`);
    grouping[name] = groupingOf(rows, vectors, isSmall);
    say(`surges in ${name}`);
    surges[name] = surgesIn(rows, vectors, isSmall ? 2 : 8);
  }
  say('copies');
  const copies = copiesAmong(Object.values(sets).at(-1) ?? [], vectors);
  say('time at many');
  const times = timesAt(isSmall ? [1_000, 20_000] : [10_000, 1_000_000], sets, vectors);
  const result = { is_shared: hasShared, load_ms: loadMs, grouping, surges, copies, ...times };
  console.log(JSON.stringify(result, null, 2));
}

const setsHere = (): Record<string, Labelled[]> =>
  hasShared
    ? { banking77: readBanking(), clinc150: readClinc(), cfpb: readCfpb() }
    : { generated: generated() };

/** Without labels, and with a person's word on some: "this belongs to flaw F". */
function groupingOf(all: readonly Labelled[], vectors: Vectors, isSmall: boolean) {
  const rows = shuffled(all, seeded(7)).slice(0, isSmall ? 1_000 : all.length);
  const labels = rows.map(({ label }) => label);
  const matters = openMatters();
  const taken = rows.map(({ text, product = null, place = null }, number) => {
    const row = {
      id: String(number),
      at: new Date(number * minuteMs),
      fingerprint: fingerprintOf(text, vectors),
      facts: { product, place },
    };
    matters.take(row);
    return row;
  });
  const groupsNow = () => taken.map(({ id }) => matters.groupOf(id) ?? id);
  const onArrival = bCubed(labels, groupsNow());
  matters.regroup();
  const groups = groupsNow();
  const byConfirmations: Record<string, unknown> = { 0: bCubed(labels, groups) };
  const order = shuffled([...taken.keys()], seeded(8));
  let told = 0;
  for (const upTo of [50, 100, 200, 500, 1_000]) {
    for (const place of order.slice(told, upTo)) {
      const row = taken[place];
      if (row) matters.learn({ kind: 'belongs', row, flaw: labels[place] ?? '' });
    }
    told = upTo;
    const known = new Map(order.slice(0, upTo).map((place) => [place, labels[place] ?? '']));
    // What a person said themselves is not counted: only what follows for the others.
    const others = [...taken.keys()].filter((place) => !known.has(place));
    const now = others.map((place) => {
      const [flaw] = matters.lookalikes(taken[place] as (typeof taken)[number]);
      return flaw ? `flaw ${flaw.flaw}` : (groups[place] ?? '');
    });
    byConfirmations[upTo] = bCubed(
      others.map((place) => labels[place] ?? ''),
      now,
    );
  }
  return { rows: rows.length, on_arrival: onArrival, by_confirmations: byConfirmations };
}

const days = 42;

function surgesIn(rows: readonly Labelled[], vectors: Vectors, seeds: number) {
  let [planted, found, wrong, ofRaised, ofPlanted] = [0, 0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const played = stream(rows, { seed, days, perDay: 20, surges: 4 });
    const matters = openMatters();
    const raised: Surge[] = [];
    for (const { id, at, text, product = null, place = null } of played) {
      const fingerprint = fingerprintOf(text, vectors);
      const { surge } = matters.take({ id, at, fingerprint, facts: { product, place } });
      if (surge) raised.push(surge);
    }
    const sums = tally(played, raised);
    planted += sums.planted;
    found += sums.found;
    wrong += sums.wrong;
    ofRaised += sums.ofRaised;
    ofPlanted += sums.ofPlanted;
  }
  return {
    ...f1Of(found / Math.max(1, found + wrong), found / Math.max(1, planted)),
    planted,
    false_alarms_a_month: round(wrong / ((seeds * days) / 30)),
    rows_precision: round(ofRaised / Math.max(1, found)),
    rows_recall_when_raised: round(ofPlanted / Math.max(1, found)),
  };
}

/** Real texts again and again, each with words of its own, so that no two are the same. */
function timesAt(sizes: readonly number[], sets: Record<string, Labelled[]>, vectors: Vectors) {
  const rows = Object.values(sets).flat();
  const matters = openMatters();
  const perComplaint: Record<string, unknown> = {};
  const memory: Record<string, number> = {};
  let reached = 0;
  let played = 0;
  for (const size of sizes) {
    const times: number[] = [];
    const measuredFrom = size - 1_000;
    // Only what is still looked at is played; what came before would be forgotten.
    const from = Math.max(reached, size - 20_000);
    for (let number = from; number < size; number += 1) {
      played += 1;
      const row = rows[number % rows.length];
      const sentAt = performance.now();
      const fingerprint = fingerprintOf(`${row?.text} ${number.toString(36)}`, vectors);
      const taken = {
        id: String(number),
        at: new Date(number * minuteMs),
        fingerprint,
        facts: { product: row?.product ?? null, place: row?.place ?? null },
      };
      if (number < measuredFrom) {
        matters.restore([{ ...taken, group: taken.id }], []);
        continue;
      }
      matters.take(taken);
      times.push(performance.now() - sentAt);
    }
    reached = size;
    perComplaint[size] = timingOf(times);
    memory[size] = round(process.memoryUsage().rss / 2 ** 20, 0);
  }
  return { per_complaint: perComplaint, rows_played: played, memory_mb: memory };
}
