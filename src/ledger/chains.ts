import type { Tx } from '#database/connection.ts';
import { type Entry, type Fact, hashEntry, noHash, type Stream } from './entry.ts';
import { type Head, type Link, lockHead, readEntries, storeLinks } from './store.ts';

/** The chains that one transaction touches: their heads are held, new links wait to be stored. */
export function openChains(tx: Tx, now: Date) {
  const heads = new Map<string, Stream & Head>();
  const links: Link[] = [];
  const made = new Map<string, Entry[]>();

  function append(actor: string, { customerId, stream }: Stream, fact: Fact): Entry {
    const key = keyOf({ customerId, stream });
    const head = heads.get(key) ?? newHead(now);
    // Two machines' clocks may differ; within a stream time never runs backwards.
    const recordedAt = head.recordedAt > now ? head.recordedAt : now;
    const version = head.version + 1;
    const { type } = fact;
    // As it will be read back, so that a projection sees the same now and at a replay.
    const data = JSON.parse(JSON.stringify(fact.data)) as Fact['data'];
    const entry: Entry = { type, data, customerId, stream, version, recordedAt, actor };
    const hash = hashEntry(head.hash, entry);
    const { storedVersion } = head;
    heads.set(key, { customerId, stream, version, hash, recordedAt, storedVersion });
    links.push({ entry, previousHash: head.hash, hash });
    const before = made.get(key);
    if (before) before.push(entry);
    else made.set(key, [entry]);
    return entry;
  }

  async function load(stream: Stream): Promise<Entry[]> {
    const key = keyOf(stream);
    const known = heads.get(key);
    const news = made.get(key) ?? [];
    if (known) return [...(known.storedVersion ? await readEntries(tx, stream) : []), ...news];
    const head = await lockHead(tx, stream);
    if (!head) return [];
    heads.set(key, { ...stream, ...head });
    return readEntries(tx, stream);
  }

  async function store(): Promise<Entry[]> {
    await storeLinks(tx, links, [...heads.values()]);
    return links.map((link) => link.entry);
  }

  return { append, load, store };
}

const newHead = (now: Date): Head => ({
  version: 0,
  hash: noHash,
  recordedAt: now,
  storedVersion: 0,
});

const keyOf = ({ customerId, stream }: Stream): string => `${customerId} ${stream}`;
