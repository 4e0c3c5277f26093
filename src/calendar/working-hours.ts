import { Temporal } from 'temporal-polyfill';

/** The working day by the clock on the organisation's wall, Monday to Friday. */
const opens = Temporal.PlainTime.from('09:00');
const closes = Temporal.PlainTime.from('17:00');

/** So many working hours after `now`; what does not fit into today goes on the next working day. */
export function afterWorkingHours(now: Date, zone: string, hours: number): Date {
  let at = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  let left = Temporal.Duration.from({ minutes: Math.round(hours * 60) });
  for (;;) {
    const opening = at.withPlainTime(opens);
    if (Temporal.ZonedDateTime.compare(at, opening) < 0) at = opening;
    const room = at.until(at.withPlainTime(closes));
    const isOpen = at.dayOfWeek <= 5 && room.sign > 0;
    if (isOpen && Temporal.Duration.compare(room, left) >= 0) {
      return new Date(at.add(left).epochMilliseconds);
    }
    if (isOpen) left = left.subtract(room);
    at = at.add({ days: 1 }).withPlainTime(opens);
  }
}
