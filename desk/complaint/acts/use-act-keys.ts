import type { Complaint } from '../../api/types.ts';
import { useMe } from '../../me.ts';
import { type Keys, useKeys } from '../../shortcuts.ts';
import { type ActName, actsFor } from './names.ts';

/** What can be done with this complaint now, by its key or through the palette. */
export function useActKeys(complaint: Complaint, open: (act: ActName) => void): void {
  const acts = actsFor(useMe(), complaint);
  const byName = Object.fromEntries(acts.map((act) => [`act:${act}`, () => open(act)])) as Keys;
  useKeys({
    ...byName,
    ...(acts.includes('handOn') && { h: () => open('handOn') }),
    ...(acts.includes('putOff') && { z: () => open('putOff') }),
  });
}
