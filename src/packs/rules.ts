import type { ClockRule } from '#calendar/clock-rule.ts';
import type { Of } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import type { PackName } from './facts.ts';
import type { Pack } from './pack.ts';
import { packsOfComplaint } from './queries.ts';

/** A clock's rule with the pack that it is from. */
export type PackRule = { packId: string; packVersion: string; rule: ClockRule };

/** The clocks of a pack, each with the longest that it may be put off. */
export function rulesOf(
  pack: Pack,
  { packId, version }: Pick<PackName, 'packId' | 'version'>,
): PackRule[] {
  return pack.clocks.map((clock) => {
    const max = pack.extensions.find((extension) => extension.clock === clock.id)?.max;
    return { packId, packVersion: version, rule: max ? { ...clock, extension: { max } } : clock };
  });
}

/** All clocks under which a complaint stands: those of the versions that it has kept. */
export async function rulesOfComplaint(db: Database | Tx, of: Of): Promise<PackRule[]> {
  const applied = await packsOfComplaint(db, of);
  return applied.flatMap(({ pack, ...name }) => rulesOf(pack, name));
}
