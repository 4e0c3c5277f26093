import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { notFound, Refusal } from '#refusal.ts';
import {
  bodyStream,
  type KeptFact,
  type PackFact,
  type PackName,
  packStream,
  type Reach,
} from './facts.ts';
import type { Pack } from './pack.ts';
import { contentOf, keptPacks } from './queries.ts';
import { digestOfPack, type Shipped, unknownIn, type VersionedPack } from './shipped.ts';

export type SwitchWish = {
  packId: string;
  version: string;
  appliesTo: Reach;
  areaIds: readonly string[];
  reason: string;
  by: string;
};

/** From now on complaints that come fall under this version, where its own dates say so. */
export async function switchOn(unit: Unit, shipped: Shipped, wish: SwitchWish): Promise<void> {
  const { packId, appliesTo, areaIds, by } = wish;
  await unit.load(packStream(packId));
  const kept = (await keptPacks(unit.tx)).find(isVersion(wish));
  const { pack, digest } = await findPack(unit.tx, shipped, wish);
  if (kept && kept.digest !== digest) {
    throw new Refusal(
      'pack_changed',
      'This version was kept here with other rules. Rules that change need another version.',
      { status: 409 },
    );
  }
  if (appliesTo === 'areas' && areaIds.length === 0) {
    throw new Refusal('areas_missing', 'Name the areas to whose complaints it applies.', {
      fields: [{ field: 'areaIds', message: 'is missing' }],
    });
  }
  const data = {
    ...(await keep(unit, { pack, digest })),
    isCharter: kept?.isCharter ?? false,
    appliesTo,
    areaIds: [...areaIds],
    reason: await wordsOf(unit, wish.reason),
    by,
  };
  await record(unit, packId, { type: 'PackSwitchedOn', data });
}

export async function switchOff(
  unit: Unit,
  { packId, version, reason, by }: Pick<SwitchWish, 'packId' | 'version' | 'reason' | 'by'>,
): Promise<void> {
  await unit.load(packStream(packId));
  const kept = (await keptPacks(unit.tx)).find(isVersion({ packId, version }));
  if (!kept?.isOn) {
    throw new Refusal('not_switched_on', 'This version is not switched on.', { status: 409 });
  }
  const data = { packId, version, reason: await wordsOf(unit, reason), by };
  await record(unit, packId, { type: 'PackSwitchedOff', data });
}

/** An organisation's own promises (ISO 10001), as a pack that came without a file. */
export async function writeCharter(
  unit: Unit,
  shipped: Shipped,
  { pack, reason, by }: { pack: Pack; reason: string; by: string },
): Promise<PackName> {
  const { id: packId, version } = pack;
  await unit.load(packStream(packId));
  if (packId !== 'own-charter' && shipped.packs.some((each) => each.pack.id === packId)) {
    throw new Refusal('name_taken', 'A pack that came with Amends has this name. Take another.', {
      status: 409,
      fields: [{ field: 'pack.id', message: 'is taken' }],
    });
  }
  const known = [...(await keptPacks(unit.tx)), ...shipped.packs.map(nameOf)];
  if (known.some(isVersion({ packId, version }))) {
    throw new Refusal('version_taken', 'This version exists. A change needs another version.', {
      status: 409,
      fields: [{ field: 'pack.version', message: 'is taken' }],
    });
  }
  assertKnown(pack, shipped);
  const digest = digestOfPack(pack);
  const kept = await keep(unit, { pack, digest });
  const data = { ...kept, reason: await wordsOf(unit, reason), by };
  await record(unit, packId, { type: 'CharterWritten', data });
  return { packId, version, digest };
}

/** Patterns from outside could take for ever to compare; whoever wants one writes a file. */
function assertKnown(pack: Pack, shipped: Shipped): void {
  const places = unknownIn(pack, shipped);
  if (pack.banned.length > 0) places.push({ path: 'banned', message: 'stands in files only' });
  if (places.length === 0) return;
  const list = places.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw new Refusal('pack_unusable', 'This charter cannot be used: {list}.', {
    values: { list },
    fields: places.map(({ path, message }) => ({ field: `pack.${path}`, message })),
  });
}

export type BodyWish = {
  name: string;
  website: string | null;
  phone: string | null;
  address: string | null;
  email: string | null;
};

export async function stateBody(
  unit: Unit,
  shipped: Shipped,
  { bodyId, by, body }: { bodyId: string; by: string; body: BodyWish },
): Promise<void> {
  if (!Object.hasOwn(shipped.bodies, bodyId)) throw notFound('There is no such outside body.');
  const stream = bodyStream(bodyId);
  await unit.load(stream);
  const content = await wordsOf(unit, JSON.stringify(body));
  const fact: PackFact = { type: 'OutsideBodyStated', data: { bodyId, content, by } };
  await unit.record(stream, [fact]);
}

/** A pack with its digest: as it was kept here, else as it came with Amends. */
export async function findPack(
  tx: Database | Tx,
  shipped: Shipped,
  name: Pick<PackName, 'packId' | 'version'>,
): Promise<VersionedPack> {
  const own = shipped.packs.find((each) => isVersion(name)(nameOf(each)));
  if (own) return own;
  const kept = (await keptPacks(tx)).find(isVersion(name));
  if (kept) return { pack: await contentOf(tx, kept), digest: kept.digest };
  throw notFound('There is no such pack, or not in this version.');
}

const nameOf = ({ pack, digest }: VersionedPack): PackName => ({
  packId: pack.id,
  version: pack.version,
  digest,
});

const isVersion =
  (name: Pick<PackName, 'packId' | 'version'>) =>
  (other: Pick<PackName, 'packId' | 'version'>): boolean =>
    other.packId === name.packId && other.version === name.version;

async function keep(unit: Unit, { pack, digest }: VersionedPack): Promise<KeptFact> {
  const content = await wordsOf(unit, JSON.stringify(pack));
  const { id: packId, version, effectiveFrom, effectiveTo } = pack;
  return { packId, version, digest, content, effectiveFrom, effectiveTo };
}

async function wordsOf(unit: Unit, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(ORGANISATION_ID, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}

const record = (unit: Unit, packId: string, fact: PackFact): Promise<void> =>
  unit.record(packStream(packId), [fact]);
