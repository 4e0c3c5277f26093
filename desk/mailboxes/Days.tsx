import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      <h2 id="days">
        <Trans>Day by day</Trans>
      </h2>
      <table className="days">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Day (UTC)</Trans>
            </th>
            <th scope="col">
              <Trans>On the server</Trans>
            </th>
            <th scope="col">
              <Trans>Here</Trans>
            </th>
            <th scope="col">
              <span className="unseen">
                <Trans>What it means</Trans>
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((day) => (
            <tr key={day.day} className={differs(day) ? 'differs' : undefined}>
              <th scope="row">{calendarDay(day.day)}</th>
              <td>{day.onServer}</td>
              <td>{day.stored}</td>
              <td>
                {differs(day)
                  ? plural(
                      { many: day.onServer - day.stored },
                      { one: '# missing here', other: '# missing here' },
                    )
                  : t`all here`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const differs = ({ onServer, stored }: MailboxDay): boolean => stored < onServer;
