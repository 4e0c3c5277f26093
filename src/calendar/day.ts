import { Temporal } from 'temporal-polyfill';

/** The day that the calendar on the organisation's wall shows, such as 2026-11-23. */
export const dayOf = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
