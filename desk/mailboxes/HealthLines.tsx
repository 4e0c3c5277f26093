import type { Mailbox } from '../api/mailbox-types.ts';
import { At } from '../parts/Due.tsx';
import { capped } from '../time.ts';

/** Whether mail comes; in red, with a name, where it does not. */
export function HealthLines({ mailbox: { in: way, health, keeper } }: { mailbox: Mailbox }) {
  const { okAt, fault, faultSince, missing } = health;
  if (way.kind === 'none') return <p className="quiet">Only for writing: nothing comes in.</p>;
  return (
    <div className="health">
      {fault && (
        <p className="warning failed">
          <strong>
            No mail could be fetched{' '}
            {faultSince && (
              <>
                since <At at={faultSince} />
              </>
            )}
            .
          </strong>{' '}
          {fault} {keeper.name} looks after it.
        </p>
      )}
      {missing > 0 && (
        <p className="warning failed">
          <strong>
            {capped(missing)} {missing === 1 ? 'mail lies' : 'mails lie'} on its server and not
            here.
          </strong>{' '}
          {keeper.name} looks after it.
        </p>
      )}
      {!fault && way.kind === 'imap' && (
        <p className="quiet">
          {okAt ? (
            <>
              Fetched <At at={okAt} />
            </>
          ) : (
            'Not fetched yet: it begins within a minute.'
          )}
        </p>
      )}
      {way.kind === 'listener' && <p className="quiet">Its mail is handed on to us.</p>}
    </div>
  );
}
