import { calendarOfWeek, type WorkingWeek } from './calendar.ts';
import { addWorkingTime } from './working-time.ts';

/** So many working hours after `now`, to the minute; what does not fit into today goes on the next day. */
export const afterWorkingHours = (now: Date, week: WorkingWeek, hours: number): Date =>
  addWorkingTime(now, Math.round(hours * 60) * 60_000, calendarOfWeek(week));
