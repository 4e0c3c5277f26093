import { Link } from '@tanstack/react-router';
import { useReached } from '../api/connection.ts';
import { useMe } from '../me.ts';
import { calendarDay, count } from '../time.ts';

/** What everybody must know at once, on every screen. */
export function Banner() {
  const { mail, away, covering } = useMe();
  const isReached = useReached();
  return (
    <div className="banners" role="status">
      {!isReached && (
        <p className="banner">
          The server cannot be reached at the moment. What you type is kept in this browser.
        </p>
      )}
      {covering.map(({ id, name, until }) => (
        <p key={id} className="banner">
          You are covering for {name} until {calendarDay(until)}.{' '}
          <Link to="/" search={{ view: 'covered' }}>
            See what waits there
          </Link>
        </p>
      ))}
      {away && (
        <p className="banner">
          You are away until {calendarDay(away.until)}, and {away.cover} answers meanwhile.{' '}
          <Link to="/account">Back already?</Link>
        </p>
      )}
      {!mail.configured && mail.waiting > 0 && (
        <p className="banner">
          No mail server is set up: {count(mail.waiting, 'message')} to customers{' '}
          {mail.waiting === 1 ? 'waits' : 'wait'} in the outbox.{' '}
          <Link to="/outbox">Open the outbox</Link>
        </p>
      )}
      {mail.failed > 0 && (
        <p className="banner failed">
          {count(mail.failed, 'message')} to customers could not be delivered.{' '}
          <Link to="/outbox">Open the outbox</Link>
        </p>
      )}
    </div>
  );
}
