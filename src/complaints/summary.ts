import type { z } from 'zod';
import type { ListRow } from './list.ts';
import type { complaintSummary } from './schemas.ts';

const startLength = 200;

/** A complaint as lists show it. */
export function summaryOf(row: ListRow, text: 'full' | 'start'): z.infer<typeof complaintSummary> {
  const { complaintId, ownerId, ownerName, ...rest } = row;
  const shown = text === 'full' ? row.text : (row.text?.slice(0, startLength) ?? null);
  return { ...rest, id: complaintId, text: shown, owner: { id: ownerId, name: ownerName } };
}
