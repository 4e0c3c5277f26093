import type { Clock } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { holdBack, writePending } from '#database/pending.ts';
import { transaction } from '#database/transaction.ts';
import { openChains } from './chains.ts';
import { type FileRef, keepFiles, keepWords, type StoredFile, type WordsRef } from './content.ts';
import type { Entry, Fact, Stream } from './entry.ts';

/** Keeps a slice's tables in step with one entry. Reads nothing but its own tables and the words. */
export type Projection = (tx: Tx, entry: Entry) => Promise<void>;

/** What follows from an entry in another slice, in the same transaction, done by the program. */
export type Reaction = (unit: Unit, entry: Entry) => Promise<void>;

/**
 * What follows once nothing else does: told all entries of a unit that may call for it at once, so
 * that it looks once at what they left.
 */
export type Conclusion = (unit: Unit, entries: readonly Entry[]) => Promise<void>;

/** Which projections and reactions each type of entry has. Put together in `app/events.ts`. */
export type Registry = {
  projections: ReadonlyMap<string, readonly Projection[]>;
  reactions: ReadonlyMap<string, readonly Reaction[]>;
  conclusions?: ReadonlyMap<string, readonly Conclusion[]>;
};

/** One unit of work: everything recorded through it is committed together, or not at all. */
export type Unit = {
  readonly tx: Tx;
  readonly now: Date;
  readonly actor: string;
  keepWords(customerId: string, texts: readonly string[]): Promise<WordsRef[]>;
  keepFiles(customerId: string, files: readonly StoredFile[]): Promise<FileRef[]>;
  /** Locks the stream until the end of the unit and returns what happened in it so far. */
  load(stream: Stream): Promise<Entry[]>;
  /** Records facts at the end of a stream that was loaded in this unit, or that is new. */
  record(stream: Stream, facts: readonly Fact[]): Promise<void>;
};

type Listener = (entries: readonly Entry[]) => void;

export type Ledger = {
  /** Runs `work` in one transaction; it may run again from the start when the database asks for it. */
  write<T>(actor: string, work: (unit: Unit) => Promise<T>): Promise<T>;
  /** Calls `listener` with the entries of each unit after its commit: a hint, never a duty. */
  onCommit(listener: Listener): void;
};

export const programActor = 'program';

/** How many rounds of reactions one unit may cause before it is taken for a loop. */
const reactionRoundsMax = 20;

export function createLedger(db: Database, clock: Clock, registry: Registry): Ledger {
  const listeners: Listener[] = [];
  return {
    onCommit: (listener) => void listeners.push(listener),
    async write(actor, work) {
      const [result, entries] = await transaction(db, async (tx) => {
        await holdBack(tx);
        const draft = openDraft(tx, clock.now(), registry);
        const value = await work(draft.unitOf(actor));
        await draft.react();
        await writePending(tx);
        return [value, await draft.store()] as const;
      });
      if (entries.length > 0) for (const listener of listeners) listener(entries);
      return result;
    },
  };
}

/** What one transaction is about to append, and the reactions it still owes. */
function openDraft(tx: Tx, now: Date, registry: Registry) {
  const chains = openChains(tx, now);
  let owed: Entry[] = [];

  async function record(actor: string, stream: Stream, facts: readonly Fact[]): Promise<void> {
    for (const fact of facts) {
      const entry = chains.append(actor, stream, fact);
      owed.push(entry);
      for (const project of registry.projections.get(entry.type) ?? []) await project(tx, entry);
    }
  }

  const unitOf = (actor: string): Unit => ({
    tx,
    now,
    actor,
    keepWords: (customerId, texts) => keepWords(tx, customerId, texts),
    keepFiles: (customerId, files) => keepFiles(tx, customerId, files),
    load: chains.load,
    record: (stream, facts) => record(actor, stream, facts),
  });

  async function react(): Promise<void> {
    const unit = unitOf(programActor);
    const concluding: Concluding = new Map();
    for (let round = 0; owed.length > 0; round++) {
      if (round >= reactionRoundsMax) throw new Error('reactions keep causing reactions');
      const entries = owed;
      owed = [];
      for (const entry of entries) await follow(unit, entry, concluding);
      if (owed.length === 0) await conclude(unit, concluding);
    }
  }

  async function follow(unit: Unit, entry: Entry, concluding: Concluding): Promise<void> {
    for (const reaction of registry.reactions.get(entry.type) ?? []) await reaction(unit, entry);
    for (const conclusion of registry.conclusions?.get(entry.type) ?? []) {
      const entries = concluding.get(conclusion);
      if (entries) entries.push(entry);
      else concluding.set(conclusion, [entry]);
    }
  }

  return { unitOf, react, store: chains.store };
}

/** The conclusions that are due, each with the entries that call for it. */
type Concluding = Map<Conclusion, Entry[]>;

async function conclude(unit: Unit, concluding: Concluding): Promise<void> {
  const due = [...concluding];
  concluding.clear();
  for (const [conclusion, entries] of due) await conclusion(unit, entries);
}
