import type { ReactNode } from 'react';
import type { Mailbox } from '../api/mailbox-types.ts';
import { At } from '../parts/Due.tsx';
import { capped, count } from '../time.ts';

/** Whether mail comes; in red, with a name, where it does not. */
export function HealthLines({ mailbox }: { mailbox: Mailbox }) {
  const { settings, health } = mailbox;
  const { kind } = settings.in;
  if (kind === 'none') return <p className="quiet">Only for writing: nothing comes in.</p>;
  if (kind === 'listener') return <p className="quiet">Its mail is handed on to us.</p>;
  const { fault, faultSince } = health;
  return (
    <div className="health">
      {fault && (
        <Wrong mailbox={mailbox} toDo={fault.sentence}>
          No mail could be fetched
          {faultSince && (
            <>
              {' '}
              since <At at={faultSince} />
            </>
          )}
          .
        </Wrong>
      )}
      <Missing mailbox={mailbox} />
      {!fault && <Well mailbox={mailbox} />}
    </div>
  );
}

type WrongProps = { mailbox: Mailbox; toDo: string; children: ReactNode };

function Wrong({ mailbox: { keeper }, toDo, children }: WrongProps) {
  return (
    <p className="warning failed">
      <strong>{children}</strong> {toDo} {keeper.name} looks after it.
    </p>
  );
}

function Missing({ mailbox }: { mailbox: Mailbox }) {
  const { missing, gaps } = mailbox.health;
  if (missing > 0) {
    return (
      <Wrong mailbox={mailbox} toDo="Somebody may be waiting for an answer.">
        {capped(missing)} {missing === 1 ? 'mail of' : 'mails of'} the last month{' '}
        {missing === 1 ? 'lies' : 'lie'} on its server and not here.
      </Wrong>
    );
  }
  if (gaps === 0) return null;
  return (
    <Wrong mailbox={mailbox} toDo="We try again whenever we count.">
      {count(gaps, 'mail')} could not be fetched.
    </Wrong>
  );
}

function Well({ mailbox: { health } }: { mailbox: Mailbox }) {
  const { okAt, countedAt, missing, gaps } = health;
  if (!okAt) return <p className="quiet">Not fetched yet: it begins within a minute.</p>;
  return (
    <p className="quiet">
      Fetched <At at={okAt} />
      {countedAt && missing + gaps === 0 && (
        <>
          ; counted <At at={countedAt} />: everything is here
        </>
      )}
      .
    </p>
  );
}
