import type { KeptPack } from './queries.ts';

type Covered = Pick<KeptPack, 'packId' | 'version' | 'effectiveFrom' | 'effectiveTo'>;

/**
 * Of each pack the version in force on a day: whichever began last, where several cover it. None
 * where no version does.
 */
export function inForceOn<P extends Covered>(packs: readonly P[], day: string): P[] {
  const covering = packs
    .filter((pack) => covers(pack, day))
    .toSorted((one, other) => begins(other).localeCompare(begins(one)) || newer(one, other));
  const first = new Map<string, P>();
  for (const pack of covering) if (!first.has(pack.packId)) first.set(pack.packId, pack);
  return [...first.values()].toSorted((one, other) => one.packId.localeCompare(other.packId));
}

const covers = ({ effectiveFrom, effectiveTo }: Covered, day: string): boolean =>
  (effectiveFrom === null || effectiveFrom <= day) && (effectiveTo === null || day <= effectiveTo);

const begins = ({ effectiveFrom }: Covered): string => effectiveFrom ?? '';

const newer = (one: Covered, other: Covered): number =>
  other.version.localeCompare(one.version, 'en', { numeric: true });
