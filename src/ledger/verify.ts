import type { Database, Tx } from '#database/connection.ts';
import type { Verifier } from './checkpoint.ts';
import {
  compareTable,
  type Difference,
  ReplayFailure,
  type ReplayPlan,
  replay,
  shadowTables,
} from './replay.ts';
import { checkChains } from './verify/chains.ts';
import { checkFiles, type ReadFile } from './verify/contents.ts';
import { type Fault, type FaultList, faultList, placeOf } from './verify/faults.ts';
import { checkTree } from './verify/tree.ts';

export type VerifyOptions = ReplayPlan & {
  /** The key with which checkpoints must be signed. */
  key: Pick<Verifier, 'verifierKey'>;
  /** Where the bytes of files are read; without it they are not checked. */
  readFile?: ReadFile;
  /** A checkpoint saved elsewhere, or the message it came in, that the ledger must still hold. */
  witness?: string;
  /** Called now and then with how many of these are done. */
  progress?: (what: 'entries' | 'positions' | 'files' | 'replayed', done: number) => void;
};

export type Verdict = {
  entries: number;
  streams: number;
  checkpoints: number;
  /** Texts and files that entries vouch for; of these, `erased` were emptied on purpose. */
  contents: number;
  erased: number;
  /** Tables compared with what the ledger says. */
  tables: number;
  /** Empty when everything is whole. */
  faults: Fault[];
};

/**
 * Checks everything the ledger promises: chains, tree, checkpoints, contents, and that the tables
 * say what the ledger says. Sees one moment of the database and leaves nothing behind in it.
 */
export async function verify(db: Database, options: VerifyOptions): Promise<Verdict> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    return await verifyWithin(tx, options);
  } finally {
    await tx.rollback().execute();
  }
}

async function verifyWithin(tx: Tx, options: VerifyOptions): Promise<Verdict> {
  const { key, readFile, witness, progress = ignore } = options;
  const faults = faultList();
  const chains = await checkChains(tx, faults, (done) => progress('entries', done));
  const { checkpoints } = await checkTree(tx, {
    faults,
    verifierKey: key.verifierKey,
    witness,
    progress: (done) => progress('positions', done),
  });
  if (readFile) await checkFiles(tx, faults, readFile, (done) => progress('files', done));
  // Last, because a projection that fails ends the transaction.
  const tables = await checkTables(tx, faults, options);
  return { ...chains, checkpoints, tables, faults: faults.all() };
}

const ignore = (): void => undefined;

async function checkTables(tx: Tx, faults: FaultList, options: VerifyOptions): Promise<number> {
  const { projectedTables, progress = ignore } = options;
  const schema = await shadowTables(tx, projectedTables);
  try {
    await replay(tx, options, (done) => progress('replayed', done));
  } catch (error) {
    if (!(error instanceof ReplayFailure)) throw error;
    const { entry, message } = error;
    const sentence = `The tables cannot be made anew from the ledger: ${message}`;
    faults.add('failed_replay', placeOf(entry, entry.version), sentence);
    return 0;
  }
  for (const table of projectedTables) {
    const differences = await compareTable(tx, schema, table);
    for (const difference of differences) addDifference(faults, table, difference);
    addRest(faults, table, differences);
  }
  return projectedTables.length;
}

function addDifference(faults: FaultList, table: string, difference: Difference): void {
  const { kind, key, columns } = difference;
  const sentences = {
    changed_row: `The row differs from what the ledger says in ${columns.join(', ')}.`,
    removed_row: 'The ledger gives this row, but it is gone.',
    added_row: 'The ledger does not give this row: it was added.',
  };
  faults.add(kind, placeOfRow(table, key), sentences[kind]);
}

function addRest(faults: FaultList, table: string, differences: readonly Difference[]): void {
  const total = differences[0]?.total ?? 0;
  const rest = total - differences.length;
  if (rest > 0) faults.add('changed_row', `table ${table}`, `${rest} more rows differ.`);
}

function placeOfRow(table: string, key: Record<string, unknown>): string {
  const parts = Object.entries(key).map(([name, value]) => `${name} ${String(value)}`);
  return `table ${table}, ${parts.join(', ')}`;
}
