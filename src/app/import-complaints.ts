import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import {
  type ComplaintWish,
  complaintBody,
  foreseeExternals,
  takeIn,
  wishOf,
} from '#complaints/index.ts';
import { foreseeCustomers } from '#customers/index.ts';
import { sqlState } from '#database/transaction.ts';
import { actorOf, type Caller } from '#http/caller.ts';
import { parse } from '#http/fields.ts';
import type { Unit } from '#ledger/ledger.ts';
import { exitCodes, Refusal, Stop } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import type { Amends } from './amends.ts';
import { bodyOfRow, type Row } from './import-fields.ts';
import { type EarlierMessage, earlierMessages, keepEarlier } from './import-messages.ts';
import { type ReadRow, readRows } from './import-rows.ts';

/** How an import stands, and in the end: what became of every row. */
export type ImportCounts = {
  rows: number;
  takenIn: number;
  known: number;
  refused: number;
  bytesRead: number;
};

export type ImportOptions = {
  /** Where refused rows are written, a JSON object on each line. Replaced by each run. */
  rejectedFile: string;
  /** Ends the import after the rows that are under way. */
  signal?: AbortSignal;
  progress?: (counts: ImportCounts) => void;
};

/** By this name the import's ids are told from those of programs with an access token. */
const source = 'import';
const caller: Caller = { kind: 'machine', tokenId: source, name: source };

/** Complaints that are committed together, and how many such units are under way. */
const unitSize = 50;
const inFlightMax = 3;
const batchSize = 600;

/**
 * Takes every row of a file in by the command of the API. A row that is refused is noted and the
 * next one follows. Run again, it passes over what it has taken in before.
 */
export async function importFile(
  amends: Amends,
  file: string,
  options: ImportOptions,
): Promise<ImportCounts> {
  const { zone } = await assertOrganisation(amends.db);
  const rejected = await openRejected(options.rejectedFile);
  const counts: ImportCounts = { rows: 0, takenIn: 0, known: 0, refused: 0, bytesRead: 0 };
  const importing: Importing = { amends, zone, counts, rejected, options };
  const batch: ReadRow[] = [];
  try {
    for await (const row of readRows(file)) {
      batch.push(row);
      if (batch.length >= batchSize) await importBatch(importing, batch.splice(0));
      if (options.signal?.aborted) return counts;
    }
    await importBatch(importing, batch);
    return counts;
  } finally {
    rejected.end();
    await once(rejected, 'close');
  }
}

type Importing = {
  amends: Amends;
  zone: string;
  counts: ImportCounts;
  rejected: WriteStream;
  options: ImportOptions;
};

async function openRejected(file: string): Promise<WriteStream> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const stream = createWriteStream(file, { mode: 0o600 });
  await once(stream, 'open');
  return stream;
}

/** A row that can be read, with what the API would be sent for it. */
type Candidate = { read: ReadRow & { row: Row }; body: Row };

async function importBatch(importing: Importing, batch: readonly ReadRow[]): Promise<void> {
  const { amends, zone, options } = importing;
  const candidates: Candidate[] = [];
  for (const read of batch) {
    if ('row' in read) candidates.push({ read, body: bodyOfRow(read.row, { ...read, zone }) });
    else refuse(importing, read, { code: 'unreadable_row', message: read.fault });
  }
  const known = await knownIds(amends, candidates);
  const fresh: Candidate[] = [];
  for (const candidate of candidates) {
    if (known.has(candidate.body['externalId'])) count(importing, candidate.read, 'known');
    else fresh.push(candidate);
  }
  await importFresh(importing, fresh, options.signal);
}

/** Several at a time. After a fault, or when asked to stop, those under way are finished first. */
async function importFresh(
  importing: Importing,
  fresh: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const units = inUnits(parseRows(importing, fresh)).values();
  const faults: unknown[] = [];
  const work = async () => {
    for (const unit of units) {
      if (signal?.aborted || faults.length > 0) return;
      await importUnit(importing, unit).catch((error: unknown) => faults.push(error));
    }
  };
  await Promise.all(Array.from({ length: inFlightMax }, work));
  if (faults.length > 0) throw faults[0];
}

/** Which ids of a batch were taken in before, in one question. */
async function knownIds(
  { db }: Amends,
  candidates: readonly Candidate[],
): Promise<ReadonlySet<unknown>> {
  const ids = candidates
    .map(({ body }) => body['externalId'])
    .filter((id) => typeof id === 'string' && id.isWellFormed() && !id.includes('\0'));
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('external_ids')
    .select('external_id')
    .where('source', '=', source)
    .where((eb) => eb('external_id', '=', eb.fn.any(eb.val(ids as string[]))))
    .execute();
  return new Set(rows.map((row) => row.external_id));
}

type Parsed = { read: Candidate['read']; wish: ComplaintWish; messages: readonly EarlierMessage[] };

function parseRows(importing: Importing, candidates: readonly Candidate[]): Parsed[] {
  return candidates.flatMap(({ read, body }) => {
    try {
      const said = read.row['messages'];
      const { messages } = parse(rest, { messages: Array.isArray(said) ? said : undefined });
      const given = { channel: 'api', files: [] } as const;
      return [{ read, messages, wish: wishOf(parse(complaintBody, body), caller, given) }];
    } catch (error) {
      refuse(importing, read, refusalOf(error, read.line));
      return [];
    }
  });
}

const inUnits = (rows: readonly Parsed[]): (readonly Parsed[])[] =>
  Array.from({ length: Math.ceil(rows.length / unitSize) }, (_, place) =>
    rows.slice(place * unitSize, (place + 1) * unitSize),
  );

/** All of them or, where one of them is at fault, one after the other without it. */
async function importUnit(importing: Importing, rows: readonly Parsed[]): Promise<void> {
  try {
    const known = await take(importing.amends, rows);
    for (const [place, { read }] of rows.entries()) {
      count(importing, read, known[place] ? 'known' : 'takenIn');
    }
  } catch (error) {
    const [first, ...others] = rows;
    if (!first) return;
    const refusal = refusalOf(error, first.read.line);
    if (others.length === 0) refuse(importing, first.read, refusal);
    else for (const row of rows) await importUnit(importing, [row]);
  }
}

/** What may well work a moment later, so that it says nothing about the row. */
const passing = new Set(['sent_twice_at_once', 'try_again', 'outcome_unknown']);
const triesMax = 6;

const rest = z.object({ messages: earlierMessages });

/** Takes complaints in by one unit of work, and says of each whether it was known before. */
async function take(amends: Amends, rows: readonly Parsed[]): Promise<boolean[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await amends.ledger.write(actorOf(caller), (unit) => takeAll(amends, unit, rows));
    } catch (error) {
      const isPassing = error instanceof Refusal && passing.has(error.code);
      if (!isPassing || tries === triesMax) throw error;
      await sleep(50 * 2 ** tries);
    }
  }
}

async function takeAll(amends: Amends, unit: Unit, rows: readonly Parsed[]): Promise<boolean[]> {
  const intake = { context: amends, owners: amends.owners };
  const ids = rows.flatMap(({ wish }) => wish.external?.id ?? []);
  await foreseeExternals(unit, source, ids);
  const addresses = rows.flatMap(({ wish }) => wish.customer.email ?? []);
  await foreseeCustomers(unit, addresses);
  const areKnown: boolean[] = [];
  for (const { wish, messages } of rows) {
    const { id, customerId, known } = await takeIn(intake, unit, wish);
    if (!known) await keepEarlier(unit, { customerId, complaintId: id }, messages);
    areKnown.push(known);
  }
  return areKnown;
}

/** A fault of the row itself is a refusal; everything else stops the import. */
function refusalOf(error: unknown, line: number): { code: string; message: string } {
  if (error instanceof Refusal && error.status < 500) return error;
  // Data that the database cannot hold: classes 22 (data), 23 (integrity) and 54 (limits).
  const state = sqlState(error);
  if (state && /^(22|23|54)/.test(state)) {
    return { code: 'not_recorded', message: `The database could not hold this row (${state}).` };
  }
  const reason = error instanceof Error ? error.message : String(error);
  throw new Stop(
    `The import stopped near line ${line}: ${reason} Nothing that was taken in is lost; run the same command again to go on.`,
    exitCodes.fault,
  );
}

function count(importing: Importing, { bytesRead }: ReadRow, as: 'takenIn' | 'known' | 'refused') {
  const { counts, options } = importing;
  counts.rows++;
  counts[as]++;
  counts.bytesRead = Math.max(counts.bytesRead, bytesRead);
  options.progress?.(counts);
}

/** Nothing silent: the row is kept with its place and the reason, to be mended and sent again. */
function refuse(
  importing: Importing,
  read: ReadRow,
  { code, message }: { code: string; message: string },
): void {
  const content = 'row' in read ? { row: read.row } : { raw: read.raw };
  importing.rejected.write(`${JSON.stringify({ line: read.line, code, message, ...content })}\n`);
  count(importing, read, 'refused');
}
