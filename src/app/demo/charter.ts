import type { Unit } from '#ledger/ledger.ts';
import { findPack, packSchema, readShipped, switchOn, writeCharter } from '#packs/index.ts';

/** What the house promises to everybody who complains: an answer to the whole in ten working days. */
export async function keepToCharter(unit: Unit, by: string): Promise<void> {
  const shipped = readShipped();
  const { pack: frame } = await findPack(unit.tx, shipped, { packId: 'own-charter', version: '1' });
  const pack = packSchema.parse({
    ...frame,
    version: '2',
    name: 'What Penhallow promises',
    clocks: [
      {
        id: 'answer',
        notice: 'final',
        anchor: 'received',
        amount: 10,
        unit: 'businessDay',
        metBy: ['finalSent'],
        calendar: 'GB-ENG',
        warnAt: [{ amount: 2, unit: 'businessDay' }],
        source: 'Our own promise, on the wall of the shop',
        confidence: 'read',
      },
    ],
  });
  const reason = 'So that everybody who complains knows what we promise.';
  const { packId, version } = await writeCharter(unit, shipped, { pack, reason, by });
  await switchOn(unit, shipped, { packId, version, appliesTo: 'every', areaIds: [], reason, by });
}
