import { calendarOfWeek, type WorkingWeek } from './calendar.ts';
import { addCounted } from './counting.ts';

/** Five in the afternoon of the n-th working day after today, by the organisation's calendar. */
export const endOfWorkingDay = (now: Date, week: WorkingWeek, daysAhead: number): Date =>
  addCounted(
    now,
    {
      amount: daysAhead,
      unit: 'businessDay',
      startRule: 'nextDay',
      endRule: 'closeOfBusiness',
      roll: 'none',
    },
    calendarOfWeek(week),
  );
