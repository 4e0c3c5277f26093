import { later, secondMs, settableClock } from '#clock.ts';
import type { Config } from '#config.ts';
import type { Database } from '#database/connection.ts';
import type { Entry } from '#ledger/entry.ts';
import type { Post } from '#mail/out.ts';
import { sendDueNotices } from '#notices/index.ts';
import { breakDuePromises } from '#promises/index.ts';
import { type Amends, createAmends } from '../amends.ts';
import { storiesByHand } from './by-hand.ts';
import { storiesByMail } from './by-mail.ts';
import { calendarAt } from './calendar.ts';
import { storiesGoneWrong } from './gone-wrong.ts';
import { storiesJustIn } from './just-in.ts';
import { knowledgeOfTheHouse } from './knowledge.ts';
import { gatherCast, organisation } from './people.ts';
import type { Scene, Script } from './script.ts';
import { settledStories } from './settled.ts';
import { storiesUnderWay } from './under-way.ts';

const stories = [
  settledStories,
  storiesUnderWay,
  storiesByHand,
  storiesGoneWrong,
  storiesByMail,
  storiesJustIn,
  knowledgeOfTheHouse,
];

/** Whose private link is printed: a promise to her was broken, owned up to and renewed. */
export const guideEmail = 'gwen.trudgeon@example.org';

/**
 * Tells three weeks in the life of a small maker of kitchen machines, by the commands of the
 * product and at the times of the story. Nothing in it happens later than `now`.
 */
export async function tellStory(config: Config, db: Database, now: Date): Promise<void> {
  const days = calendarAt(now, organisation.zone);
  const script: Script = { days, scenes: [] };
  for (const write of stories) write(script);
  const clock = settableClock(days.day(20, '09:00'));
  const amends = await createAmends(config, db, { clock });
  const stage = { amends, cast: await gatherCast(amends.ledger) };
  // Since the last working day there is no mail server, so the outbox shows what waits in it.
  const mailEnds = days.day(1, '00:00');
  const time = passTime(amends, clock, mailEnds);
  for (const scene of inOrder(script.scenes)) {
    await time.passTo(scene.at);
    await scene.play(stage);
    await time.deliver();
  }
  await time.passTo(now);
  await amends.reading.reader.close();
}

const inOrder = (scenes: readonly Scene[]): Scene[] =>
  scenes.toSorted((one, other) => one.at.getTime() - other.at.getTime());

type SettableClock = ReturnType<typeof settableClock>;

/** Lets the clock run, and with it what the clock does: promises break, mail goes out. */
function passTime(amends: Amends, clock: SettableClock, mailEnds: Date) {
  const { db, ledger } = amends;
  let dates: Date[] = [];
  ledger.onCommit((entries) => void dates.push(...entries.flatMap(dateOf)));

  async function deliver(): Promise<void> {
    if (clock.now() >= mailEnds) return;
    clock.set(later(clock.now(), 2 * secondMs));
    await sendDueNotices({ ...amends, clock, post: pretendToSend });
  }

  return {
    deliver,
    async passTo(to: Date): Promise<void> {
      for (;;) {
        const due = dates.filter((date) => date <= to).toSorted(byTime)[0];
        if (!due) break;
        clock.set(due);
        dates = dates.filter((date) => date > due);
        await breakDuePromises(db, ledger, clock);
        await deliver();
      }
      clock.set(to);
    },
  };
}

const byTime = (one: Date, other: Date): number => one.getTime() - other.getTime();

/** The date of a promise that was made or renewed. */
const dateOf = ({ type, data }: Entry): Date[] =>
  type === 'PromiseMade' || type === 'PromiseRenewed' ? [new Date(String(data['dueAt']))] : [];

/** A mail server of the story: nothing ever leaves, and an address that cannot exist is refused. */
const pretendToSend: Post = async ({ envelope }) =>
  envelope.to.every((address) => address.endsWith('.invalid'))
    ? { kind: 'refused', code: '5.1.2' }
    : { kind: 'taken', refused: [] };
