import { useQuery } from '@tanstack/react-query';
import type { MailboxDay } from '../api/mailbox-types.ts';
import { daysQuestion } from '../api/questions.ts';
import { Fault } from '../parts/Fault.tsx';
import { calendarDay } from '../time.ts';

/** Days of the last week are shown; older ones only where they differ. */
const shownDays = 7;

/** What lies on the server against what is here: a mail that is lost must not be lost in silence. */
export function Days({ mailboxId }: { mailboxId: string }) {
  const { data: days = [], error } = useQuery(daysQuestion(mailboxId));
  if (error) return <Fault fault={error} />;
  if (days.length === 0) return null;
  const shown = days.filter((day, at) => at < shownDays || differs(day));
  return (
    <section aria-labelledby="days">
      <h2 id="days">Day by day</h2>
      <table className="days">
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">On the server</th>
            <th scope="col">Here</th>
            <th scope="col">
              <span className="unseen">What it means</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((day) => (
            <tr key={day.day} className={differs(day) ? 'differs' : undefined}>
              <th scope="row">{calendarDay(day.day)}</th>
              <td>{day.onServer}</td>
              <td>{day.stored}</td>
              <td>{differs(day) ? `${day.onServer - day.stored} missing here` : 'all here'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const differs = ({ onServer, stored }: MailboxDay): boolean => stored < onServer;
