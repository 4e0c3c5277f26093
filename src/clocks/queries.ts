import type { ClockEvent } from '#calendar/clock-rule.ts';
import { dayLengthMs, dayNumber, dayNumberOf, dayText, weekdayOf } from '#calendar/day.ts';
import { instantOf } from '#calendar/zone.ts';
import { complaintStream, type Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import { readWords } from '#ledger/content.ts';
import type { Entry } from '#ledger/entry.ts';
import { readEntries } from '#ledger/store.ts';
import { type PackRule, packsOfComplaint, rulesOf } from '#packs/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { firstAnswer } from './charter.ts';
import { type ClockFact, type ClockState, clockStream } from './clock.ts';
import { dueOf, reckoningOf } from './due.ts';
import { waitedFor } from './happened.ts';
import { whyOf } from './why.ts';

/** Everything about the dates of one complaint, each with why. */
export async function datesOf(db: Database, of: Of, now: Date) {
  const organisation = await assertOrganisation(db);
  const { zone } = organisation;
  const applied = await packsOfComplaint(db, of);
  const names = new Map(applied.map(({ packId, pack }) => [packId, pack.name]));
  const rules = [firstAnswer, ...applied.flatMap(({ pack, ...name }) => rulesOf(pack, name))];
  const rows = await clockRows(db, of);
  const moves = await movesOf(db, of);
  const counting = countingOf(rows);
  const entries = await readEntries(db, complaintStream(of.customerId, of.complaintId));
  const { ms, since } = waitedFor(entries, now);
  const [received] = entries;
  const receivedAt = received ? new Date(String(received.data['receivedAt'])) : now;
  const reckoning = reckoningOf(organisation);
  return {
    zone,
    clocks: rows.map((row) => ({
      ...present(row, { rules, names, zone }),
      counts: counting.has(row.id),
      moves: moves.get(row.id) ?? [],
    })),
    windows: applied.flatMap(({ pack }) =>
      pack.windows.map((window) => ({
        pack: { id: pack.id, version: pack.version, name: pack.name },
        rule: window.id,
        until: dueOf(window, receivedAt, reckoning),
        why: whyOf({ ...window, anchoredAt: receivedAt, zone }),
        source: window.source,
        confidence: window.confidence,
      })),
    ),
    waited: { seconds: Math.floor(ms / 1_000), since },
  };
}

type ClockRow = Awaited<ReturnType<typeof clockRows>>[number];

const clockRows = (db: Database, of: Of) =>
  db
    .selectFrom('clocks')
    .select([
      'clock_id as id',
      'pack_id as packId',
      'pack_version as packVersion',
      'rule_id as ruleId',
      'notice',
      'stage',
      'anchor',
      'anchored_at as anchoredAt',
      'first_due_at as firstDueAt',
      'due_at as dueAt',
      'state',
      'warnings',
      'breached_at as breachedAt',
      'met_at as metAt',
      'met_by as metBy',
    ])
    .where('customer_id', '=', of.customerId)
    .where('complaint_id', '=', of.complaintId)
    .orderBy('due_at')
    .orderBy('clock_id')
    .execute();

type Known = { rules: readonly PackRule[]; names: ReadonlyMap<string, string>; zone: string };

function present(row: ClockRow, { rules, names, zone }: Known) {
  const { packId, packVersion, ruleId, warnings, ...rest } = row;
  const rule = rules.find((each) => each.packId === packId && each.rule.id === ruleId)?.rule;
  const anchor = row.anchor as ClockEvent;
  return {
    ...rest,
    anchor,
    state: row.state as ClockState,
    metBy: row.metBy as ClockEvent | null,
    pack: { id: packId, version: packVersion, name: names.get(packId) ?? null },
    rule: ruleId,
    warnings: (warnings as string[]).map((at) => new Date(at)),
    length: rule ? { amount: rule.amount, unit: rule.unit } : null,
    why: rule ? whyOf({ ...rule, anchor, anchoredAt: row.anchoredAt, zone }) : null,
    source: rule?.source ?? null,
    confidence: rule?.confidence ?? null,
  };
}

/** Of several packs the earliest date of each kind of letter counts. */
function countingOf(rows: readonly ClockRow[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  for (const { id, notice, state } of rows)
    if ((state === 'running' || state === 'breached') && !first.has(notice)) first.set(notice, id);
  return new Set(first.values());
}

type Move = {
  at: Date;
  from: Date;
  to: Date;
  cause: 'calendar' | 'extension' | 'pack';
  reason: string | null;
};

/** How dates have moved, and why. */
async function movesOf(db: Database, of: Of): Promise<Map<string, Move[]>> {
  const entries = await readEntries(db, clockStream(of.customerId, of.complaintId));
  const moves = new Map<string, Move[]>();
  for (const { type, data, recordedAt } of entries as Entry<ClockFact>[]) {
    if (type !== 'ClockRecomputed') continue;
    const { clockId, previousDueAt, dueAt, cause, reason } = data;
    const text = reason ? await readWords(db as Tx, of.customerId, reason.words) : null;
    const dates = { at: recordedAt, from: new Date(previousDueAt), to: new Date(dueAt) };
    const move = { ...dates, cause, reason: text ?? null };
    moves.set(clockId, [...(moves.get(clockId) ?? []), move]);
  }
  return moves;
}

const shownMax = 1_000;

/** Monday to Sunday of the week in which this day lies, as days of the organisation's calendar. */
export function weekAround(day: string): { from: string; until: string } {
  const number = dayNumber(day);
  const monday = number - weekdayOf(number) + 1;
  return { from: dayText(monday), until: dayText(monday + 6) };
}

export async function today(db: Database, now: Date): Promise<string> {
  const { zone } = await assertOrganisation(db);
  return dayText(dayNumberOf(now.getTime(), zone));
}

/** What is due between two days, both included, by team: all who report to the same person. */
export async function dueByTeam(db: Database, { from, until }: { from: string; until: string }) {
  const { zone } = await assertOrganisation(db);
  const rows = await dueRows(db, {
    from: new Date(instantOf(dayNumber(from) * dayLengthMs, zone)),
    until: new Date(instantOf((dayNumber(until) + 1) * dayLengthMs, zone)),
  });
  const teams = new Map<string, { lead: Named | null; clocks: DueClock[] }>();
  for (const row of rows.slice(0, shownMax)) {
    const { leadId, leadName, ownerId, ownerName, state, ...rest } = row;
    const team = teams.get(leadId ?? '') ?? { lead: named(leadId, leadName), clocks: [] };
    const owner = { id: ownerId, name: ownerName };
    team.clocks.push({ ...rest, state: state as ClockState, owner });
    teams.set(leadId ?? '', team);
  }
  return { from, until, zone, teams: [...teams.values()], isMore: rows.length > shownMax };
}

type Named = { id: string; name: string };

const named = (id: string | null, name: string | null): Named | null =>
  id && name ? { id, name } : null;

type DueClock = {
  id: string;
  complaintId: string;
  reference: string;
  packId: string;
  rule: string;
  notice: string;
  dueAt: Date;
  state: ClockState;
  owner: Named;
};

const dueRows = (db: Database, { from, until }: { from: Date; until: Date }) =>
  db
    .selectFrom('clocks')
    .innerJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'clocks.customer_id')
        .onRef('complaints.complaint_id', '=', 'clocks.complaint_id'),
    )
    .innerJoin('staff as owner', 'owner.staff_id', 'complaints.owner_id')
    .leftJoin('staff as lead', 'lead.staff_id', 'owner.manager_id')
    .select([
      'clock_id as id',
      'clocks.complaint_id as complaintId',
      'reference',
      'pack_id as packId',
      'rule_id as rule',
      'notice',
      'due_at as dueAt',
      'clocks.state',
      'owner.staff_id as ownerId',
      'owner.name as ownerName',
      'lead.staff_id as leadId',
      'lead.name as leadName',
    ])
    .where('clocks.state', 'in', ['running', 'breached'])
    .where('due_at', '>=', from)
    .where('due_at', '<', until)
    .orderBy('due_at')
    .orderBy('clock_id')
    .limit(shownMax + 1)
    .execute();
