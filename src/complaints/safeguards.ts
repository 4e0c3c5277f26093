import { type Clock, minuteMs, secondMs } from '#clock.ts';
import type { FormStamp } from './form-stamp.ts';
import type { ParkReason } from './parked.ts';

/** A person needs longer than this to read the form and write what happened. */
const fastMs = 2 * secondMs;

/** From one address within the window; beyond it a person looks first. */
const perAddressMax = 30;
const windowMs = 10 * minuteMs;

type Sent = {
  text: string;
  trap: string | undefined;
  stamp: FormStamp | undefined;
  address: string;
};

/**
 * Tells what looks like rubbish without a puzzle for anybody. The answer is never "no": what is
 * suspicious is kept and a person looks at it.
 */
export function watchForm(clock: Clock): (sent: Sent) => ParkReason | undefined {
  const seen = new Map<string, number[]>();
  return ({ text, trap, stamp, address }) => {
    const now = clock.now().getTime();
    const recent = (seen.get(address) ?? []).filter((at) => at > now - windowMs);
    recent.push(now);
    seen.set(address, recent);
    forgetOld(seen, now);
    if (trap) return 'hidden_field_filled';
    if (isFast(stamp, now) && hasLinks(text)) return 'sent_too_fast';
    return recent.length > perAddressMax ? 'too_many_from_one_address' : undefined;
  };
}

/** Speed alone proves nothing: people paste prepared letters. Together with links it does. */
const isFast = (stamp: FormStamp | undefined, now: number): boolean =>
  stamp !== undefined && now - stamp.shownAt.getTime() < fastMs;

const hasLinks = (text: string): boolean => /https?:\/\/|<a\s|\[url/i.test(text);

const addressesMax = 10_000;

function forgetOld(seen: Map<string, number[]>, now: number): void {
  if (seen.size <= addressesMax) return;
  for (const [address, times] of seen) {
    if ((times.at(-1) ?? 0) <= now - windowMs) seen.delete(address);
  }
  const [oldest] = seen.keys();
  if (seen.size > addressesMax && oldest !== undefined) seen.delete(oldest);
}
