import { plural } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useReached } from '../api/connection.ts';
import { useMe } from '../me.ts';
import { calendarDay, capped } from '../time.ts';

/** What everybody must know at once, on every screen. */
export function Banner() {
  const { mail, away, covering } = useMe();
  const isReached = useReached();
  return (
    <div className="banners" role="status">
      {!isReached && (
        <p className="banner">
          <Trans>
            The server cannot be reached at the moment. What you type is kept in this browser.
          </Trans>
        </p>
      )}
      {covering.map(({ id, name, until }) => (
        <p key={id} className="banner">
          <Trans>
            You are covering for {name} until {{ date: calendarDay(until) }}.
          </Trans>{' '}
          <Link to="/" search={{ view: 'covered' }}>
            <Trans>See what waits there</Trans>
          </Link>
        </p>
      ))}
      {away && (
        <p className="banner">
          <Trans>
            You are away until {{ date: calendarDay(away.until) }}, and {{ name: away.cover }}{' '}
            answers meanwhile.
          </Trans>{' '}
          <Link to="/account">
            <Trans>Back already?</Trans>
          </Link>
        </p>
      )}
      {!mail.configured && mail.waiting > 0 && (
        <p className="banner">
          {waitingWords(mail.waiting)}{' '}
          <Link to="/outbox">
            <Trans>Open the outbox</Trans>
          </Link>
        </p>
      )}
      {mail.failed > 0 && (
        <p className="banner failed">
          {failedWords(mail.failed)}{' '}
          <Link to="/outbox">
            <Trans>Open the outbox</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function waitingWords(many: number): string {
  const shown = capped(many);
  return plural(many, {
    one: 'No mail server is set up: # message to customers waits in the outbox.',
    other: `No mail server is set up: ${shown} messages to customers wait in the outbox.`,
  });
}

function failedWords(many: number): string {
  const shown = capped(many);
  return plural(many, {
    one: '# message to customers could not be delivered.',
    other: `${shown} messages to customers could not be delivered.`,
  });
}
