import type { Of } from '#complaints/index.ts';
import { Refusal } from '#refusal.ts';

/** The last complaint of a page: the next one begins after it. */
export type Cursor = { at: string; id: string };

export const writeCursor = ({ recordedAt, complaintId }: Of & { recordedAt: Date }): string =>
  Buffer.from(`${recordedAt.toISOString()} ${complaintId}`).toString('base64url');

const pattern =
  /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function readCursor(cursor: string): Cursor {
  const [, at, id] = pattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at && id && !Number.isNaN(Date.parse(at))) return { at, id };
  throw new Refusal('invalid_cursor', 'This cursor is not one of ours. Begin with the first page.');
}
