import type { Complaint, Message, StoryLine } from '../api/types.ts';

export type ThreadItem =
  | { kind: 'message'; at: string; message: Message }
  | { kind: 'lines'; at: string; lines: StoryLine[] };

/** These are told by the words themselves. */
const toldByWords = new Set(['ComplaintReceived', 'MessageAdded', 'ContactLogged']);

/** Words and what happened, in one line of time; sentences that follow each other stay together. */
export function threadItems({ messages, story }: Complaint): ThreadItem[] {
  const words = messages.map(
    (message): ThreadItem => ({
      kind: 'message',
      at: message.occurredAt,
      message,
    }),
  );
  const lines = story
    .filter((line) => !toldByWords.has(line.type))
    .map((line): ThreadItem => ({ kind: 'lines', at: line.at, lines: [line] }));
  return [...words, ...lines].sort(byTime).reduce<ThreadItem[]>(joinLines, []);
}

/** Words come before what they caused in the same instant. */
function byTime(one: ThreadItem, other: ThreadItem): number {
  const apart = Date.parse(one.at) - Date.parse(other.at);
  if (apart !== 0) return apart;
  return (one.kind === 'message' ? 0 : 1) - (other.kind === 'message' ? 0 : 1);
}

function joinLines(items: ThreadItem[], item: ThreadItem): ThreadItem[] {
  const last = items.at(-1);
  if (item.kind === 'lines' && last?.kind === 'lines') last.lines.push(...item.lines);
  else items.push(item);
  return items;
}
