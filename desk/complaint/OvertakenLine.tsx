import type { Message } from '../api/types.ts';

/** Something came between the first word and the press on Send. */
export function OvertakenLine({ latest, name }: { latest: Message | undefined; name: string }) {
  const what =
    latest?.author === 'staff'
      ? `${latest.authorName ?? 'A colleague'} answered while you were writing.`
      : `${name} wrote again while you were writing.`;
  return (
    <p className="bar-note" role="alert">
      {what} Please read it before you send.
    </p>
  );
}
