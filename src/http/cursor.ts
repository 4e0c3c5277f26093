import { Refusal } from '#refusal.ts';

/** The last row of a page, or up to which was looked: the next page begins after it. */
export type Key = {
  /** None: after all that have a moment. */
  at: Date | null;
  id: string;
};

export const writeCursor = ({ at, id }: Key): string =>
  Buffer.from(`${at ? at.toISOString() : 'infinity'} ${id}`).toString('base64url');

const pattern =
  /^(infinity|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function readCursor(cursor: string): Key {
  const [, at, id] = pattern.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === 'infinity' && id) return { at: null, id };
  if (at && id && !Number.isNaN(Date.parse(at))) return { at: new Date(at), id };
  throw new Refusal('invalid_cursor', 'This cursor is not one of ours. Begin with the first page.');
}
