import type { Clock } from '#clock.ts';
import type { Database, Tx } from '#database/connection.ts';
import { transaction } from '#database/transaction.ts';
import { type FileRef, keepFiles, keepWords, type StoredFile, type WordsRef } from './content.ts';
import { type Entry, type Fact, hashEntry, noHash, type Stream } from './entry.ts';
import { type Head, type Link, lockHead, readEntries, storeLinks } from './store.ts';

/** Keeps a slice's tables in step with one entry. Reads nothing but its own tables and the words. */
export type Projection = (tx: Tx, entry: Entry) => Promise<void>;

/** What follows from an entry in another slice, in the same transaction, done by the program. */
export type Reaction = (unit: Unit, entry: Entry) => Promise<void>;

/** Which projections and reactions each type of entry has. Put together in `app/events.ts`. */
export type Registry = {
  projections: ReadonlyMap<string, readonly Projection[]>;
  reactions: ReadonlyMap<string, readonly Reaction[]>;
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
  /** Runs the reactions owed so far, for an answer that shows what followed. */
  settle(): Promise<void>;
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
        const draft = openDraft(tx, clock.now(), registry);
        const value = await work(draft.unitOf(actor));
        await draft.react();
        return [value, await draft.store()] as const;
      });
      if (entries.length > 0) for (const listener of listeners) listener(entries);
      return result;
    },
  };
}

/** What one transaction is about to append: the heads it holds, its links, the reactions it owes. */
function openDraft(tx: Tx, now: Date, registry: Registry) {
  const heads = new Map<string, Stream & Head>();
  const links: Link[] = [];
  let owed: Entry[] = [];

  function chain(actor: string, { customerId, stream }: Stream, fact: Fact): Entry {
    const key = keyOf({ customerId, stream });
    const head = heads.get(key) ?? { version: 0, hash: noHash, recordedAt: now, storedVersion: 0 };
    // Two machines' clocks may differ; within a stream time never runs backwards.
    const recordedAt = head.recordedAt && head.recordedAt > now ? head.recordedAt : now;
    const version = head.version + 1;
    const { type, data } = fact;
    const entry: Entry = { type, data, customerId, stream, version, recordedAt, actor };
    const hash = hashEntry(head.hash, entry);
    const { storedVersion } = head;
    heads.set(key, { customerId, stream, version, hash, recordedAt, storedVersion });
    links.push({ entry, previousHash: head.hash, hash });
    return entry;
  }

  async function load(stream: Stream): Promise<Entry[]> {
    const key = keyOf(stream);
    const known = heads.get(key);
    const made = links.map((link) => link.entry).filter((entry) => keyOf(entry) === key);
    if (known) return known.storedVersion ? [...(await readEntries(tx, stream)), ...made] : made;
    const head = await lockHead(tx, stream);
    if (!head) return [];
    heads.set(key, { ...stream, ...head });
    return readEntries(tx, stream);
  }

  async function record(actor: string, stream: Stream, facts: readonly Fact[]): Promise<void> {
    for (const fact of facts) {
      const entry = chain(actor, stream, fact);
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
    load,
    record: (stream, facts) => record(actor, stream, facts),
    settle: react,
  });

  async function react(): Promise<void> {
    const unit = unitOf(programActor);
    for (let round = 0; owed.length > 0; round++) {
      if (round >= reactionRoundsMax) throw new Error('reactions keep causing reactions');
      const entries = owed;
      owed = [];
      for (const entry of entries) {
        for (const reaction of registry.reactions.get(entry.type) ?? [])
          await reaction(unit, entry);
      }
    }
  }

  async function store(): Promise<Entry[]> {
    await storeLinks(tx, links, [...heads.values()]);
    return links.map((link) => link.entry);
  }

  return { unitOf, react, store };
}

const keyOf = ({ customerId, stream }: Stream): string => `${customerId} ${stream}`;
