import { createHmac, randomBytes } from 'node:crypto';
import { type Clock, hourMs } from '#clock.ts';
import { Refusal } from '#refusal.ts';

/** So many in an hour are somebody's opinions; more are somebody's campaign. */
const perHourMax = 5;

/**
 * Keeps anybody from flooding what has no name, without noting who says what: it lives in memory, by a
 * digest under a key that dies with the program.
 */
export function limitVoices(clock: Clock): (staffId: string) => void {
  const key = randomBytes(32);
  const said = new Map<string, number[]>();
  return (staffId) => {
    const who = createHmac('sha256', key).update(staffId).digest('base64');
    const now = clock.now().getTime();
    const lately = (said.get(who) ?? []).filter((at) => at > now - hourMs);
    if (lately.length >= perHourMax) {
      throw new Refusal(
        'too_many',
        'You have said much without your name within this hour. Please go on later, or give your name.',
        { status: 429, retryAfterSeconds: hourMs / 1_000 },
      );
    }
    said.set(who, [...lately, now]);
  };
}
