import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Mailbox } from '../api/mailbox-types.ts';
import { At } from '../parts/Due.tsx';
import { capped } from '../time.ts';

/** Whether mail comes; in red, with a name, where it does not. */
export function HealthLines({ mailbox }: { mailbox: Mailbox }) {
  const { settings, health } = mailbox;
  const { kind } = settings.in;
  if (kind === 'none')
    return (
      <p className="quiet">
        <Trans>Only for writing: nothing comes in.</Trans>
      </p>
    );
  if (kind === 'listener')
    return (
      <p className="quiet">
        <Trans>Its mail is handed on to us.</Trans>
      </p>
    );
  const { fault, faultSince } = health;
  return (
    <div className="health">
      {fault && (
        <Wrong mailbox={mailbox} toDo={fault.sentence}>
          {faultSince ? (
            <Trans>
              No mail could be fetched since <At at={faultSince} />.
            </Trans>
          ) : (
            <Trans>No mail could be fetched.</Trans>
          )}
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
      <strong>{children}</strong> {toDo} <Trans>{{ name: keeper.name }} looks after it.</Trans>
    </p>
  );
}

function Missing({ mailbox }: { mailbox: Mailbox }) {
  const { missing, gaps } = mailbox.health;
  if (missing > 0) {
    return (
      <Wrong mailbox={mailbox} toDo={t`Somebody may be waiting for an answer.`}>
        {missingWords(missing)}
      </Wrong>
    );
  }
  if (gaps === 0) return null;
  return (
    <Wrong mailbox={mailbox} toDo={t`We try again whenever we count.`}>
      {gapWords(gaps)}
    </Wrong>
  );
}

function Well({ mailbox: { health } }: { mailbox: Mailbox }) {
  const { okAt, countedAt, missing, gaps } = health;
  if (!okAt)
    return (
      <p className="quiet">
        <Trans>Not fetched yet: it begins within a minute.</Trans>
      </p>
    );
  return (
    <p className="quiet">
      {countedAt && missing + gaps === 0 ? (
        <Trans>
          Fetched <At at={okAt} />; counted <At at={countedAt} />: everything is here.
        </Trans>
      ) : (
        <Trans>
          Fetched <At at={okAt} />.
        </Trans>
      )}
    </p>
  );
}

function missingWords(many: number): string {
  const shown = capped(many);
  return plural(many, {
    one: '# mail of the last month lies on its server and not here.',
    other: `${shown} mails of the last month lie on its server and not here.`,
  });
}

function gapWords(many: number): string {
  const shown = capped(many);
  return plural(many, {
    one: '# mail could not be fetched.',
    other: `${shown} mails could not be fetched.`,
  });
}
