import type { Database } from '#database/connection.ts';
import { staffNames } from '#staff/index.ts';
import type { Pack } from './pack.ts';
import { contentOf, type KeptPack, keptPacks } from './queries.ts';
import type { Shipped, VersionedPack } from './shipped.ts';

type Version = VersionedPack & { kept: KeptPack | undefined };

/** All packs with all of their versions, the latest first. */
export async function presentPacks(db: Database, shipped: Shipped) {
  const kept = await keptPacks(db);
  const names = await staffNames(
    db,
    kept.map(({ changedBy }) => changedBy),
  );
  const versions: Version[] = shipped.packs.map((each) => ({
    ...each,
    kept: kept.find((one) => one.packId === each.pack.id && one.version === each.pack.version),
  }));
  for (const one of kept) {
    if (versions.some((each) => each.kept === one)) continue;
    versions.push({ pack: await contentOf(db, one), digest: one.digest, kept: one });
  }
  const ids = [...new Set(versions.map(({ pack }) => pack.id))].toSorted();
  return ids.flatMap((id) => {
    const own = versions.filter(({ pack }) => pack.id === id).toSorted(latestFirst);
    const [latest] = own;
    if (!latest) return [];
    const { name, scope, jurisdiction, body } = latest.pack;
    return [
      { id, name, scope, jurisdiction, body, versions: own.map((one) => present(one, names)) },
    ];
  });
}

const latestFirst = (one: Version, other: Version): number =>
  other.pack.version.localeCompare(one.pack.version, 'en', { numeric: true });

function present({ pack, digest, kept }: Version, names: ReadonlyMap<string, string>) {
  const { version, effectiveFrom, effectiveTo, verifiedOn } = pack;
  const dated = { version, digest, effectiveFrom, effectiveTo, verifiedOn };
  const rules = countRules(pack);
  if (!kept) return { ...dated, ...never, appliesTo: pack.appliesWhen.to, rules };
  const { isOn, isCharter, appliesTo, areaIds, reason, changedAt } = kept;
  const changedBy = names.get(kept.changedBy) ?? null;
  return { ...dated, isOn, isCharter, appliesTo, areaIds, reason, changedBy, changedAt, rules };
}

const never = {
  isOn: false,
  isCharter: false,
  areaIds: [],
  reason: null,
  changedBy: null,
  changedAt: null,
};

/** How many of its rules were read, told by others, or not found. */
function countRules(pack: Pack): Record<Pack['pause']['confidence'], number> {
  const marks = [
    ...pack.clocks,
    ...pack.windows,
    ...pack.variants,
    ...pack.extensions,
    ...pack.notices,
    ...pack.stages,
    pack.pause,
    pack.fields,
    ...[pack.definition, pack.report, pack.retention].flatMap((one) => one ?? []),
  ];
  const count = (confidence: Pack['pause']['confidence']): number =>
    marks.filter((mark) => mark.confidence === confidence).length;
  return { read: count('read'), second_hand: count('second_hand'), unseen: count('unseen') };
}
