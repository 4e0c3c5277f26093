import type { Happened } from '#calendar/clock-rule.ts';
import type { ComplaintFact } from '#complaints/index.ts';
import type { Entry } from '#ledger/entry.ts';

/** What an entry of a complaint's own stream means to its clocks. */
export function happenedBy(entry: Entry): Happened[] {
  const { type, data, recordedAt: at } = entry as Entry<ComplaintFact>;
  switch (type) {
    case 'ComplaintReceived': {
      const received = new Date(data.receivedAt);
      // Whoever passes complaints on to us writes down when they sent them as the day of receipt.
      return [
        { event: 'received', at: received },
        { event: 'sentToCompany', at: received },
      ];
    }
    case 'ComplaintAcknowledged':
      return [{ event: 'acknowledged', at }];
    case 'MessageAdded': {
      const { audience, messageId, isFinal } = data;
      if (audience !== 'customer') return [];
      const answered = { event: 'answered', at, messageId } as const;
      return isFinal ? [answered, { ...answered, event: 'finalSent' }] : [answered];
    }
    case 'ComplaintClosed':
      return [{ event: 'closed', at }];
    default:
      return [];
  }
}

/** Everything that happened to a complaint and still counts, as its stream tells it. */
export function historyOf(entries: readonly Entry[]): Happened[] {
  let history: Happened[] = [];
  for (const entry of entries as readonly Entry<ComplaintFact>[]) {
    const { type, data } = entry;
    if (type === 'AcknowledgementFailed') history = without(history, isAcknowledged);
    if (type === 'ComplaintReopened') history = without(history, isClosed);
    if (type === 'AnswerFailed') history = without(history, isBy(data.messageId));
    if (type === 'AnswerArrived') history.push(...sentAgain(entries, data.messageId, entry));
    history.push(...happenedBy(entry));
  }
  return history;
}

const without = (history: readonly Happened[], is: (happened: Happened) => boolean): Happened[] =>
  history.filter((happened) => !is(happened));

const isAcknowledged = ({ event }: Happened): boolean => event === 'acknowledged';
const isClosed = ({ event }: Happened): boolean => event === 'closed';
const isBy =
  (messageId: string) =>
  (happened: Happened): boolean =>
    happened.messageId === messageId;

/** What first failed has happened when it arrived. */
const sentAgain = (
  entries: readonly Entry[],
  messageId: string,
  { recordedAt }: Entry,
): Happened[] =>
  entries
    .flatMap(happenedBy)
    .filter(isBy(messageId))
    .map((happened) => ({ ...happened, at: recordedAt }));

/** How long we waited for the customer: from our words until theirs. It is counted, and stops no clock. */
export function waitedFor(
  entries: readonly Entry[],
  now: Date,
): { ms: number; since: Date | null } {
  let ms = 0;
  let since: Date | null = null;
  for (const entry of entries as readonly Entry<ComplaintFact>[]) {
    const { type, data, recordedAt } = entry;
    if (type === 'MessageAdded' && data.audience === 'customer') since ??= recordedAt;
    if (!theirTurnEnds.has(type) || !since) continue;
    ms += recordedAt.getTime() - since.getTime();
    since = null;
  }
  return { ms: ms + (since ? now.getTime() - since.getTime() : 0), since };
}

const theirTurnEnds: ReadonlySet<string> = new Set([
  'ContactLogged',
  'FixDenied',
  'ComplaintClosed',
  'ComplaintReopened',
  'AnswerFailed',
]);
