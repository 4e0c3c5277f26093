import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Mailbox } from '../api/mailbox-types.ts';
import { mailboxesQuestion } from '../api/questions.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { HealthLines } from './HealthLines.tsx';

/** The addresses at which customers write to us, and whether their mail arrives here. */
export function MailboxesScreen() {
  const mayKeep = may(useMe(), 'keepMailboxes');
  const { data: mailboxes, error } = useQuery(mailboxesQuestion);
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Mailboxes`} />
        {mayKeep && (
          <Link to="/mailboxes/new" className="button plain">
            <Trans>Add a mailbox</Trans>
          </Link>
        )}
      </header>
      <p className="lead">
        <Trans>
          The addresses at which customers write to us. What lies on the server is counted against
          what is here, day by day.
        </Trans>
      </p>
      <Fault fault={error} />
      {mailboxes?.length === 0 && (
        <Empty title={mayKeep ? t`No mailbox is set up.` : t`You look after no mailbox.`}>
          {mayKeep &&
            t`Customers can write by the form. For mail, add the address to which they write.`}
        </Empty>
      )}
      <ul className="cards">
        {mailboxes?.map((mailbox) => (
          <MailboxCard key={mailbox.id} mailbox={mailbox} />
        ))}
      </ul>
    </div>
  );
}

function MailboxCard({ mailbox }: { mailbox: Mailbox }) {
  const { id, settings, address, keeper, standsFor } = mailbox;
  return (
    <li className="card">
      <p className="byline">
        <strong>
          <Link to="/mailboxes/$id" params={{ id }}>
            <bdi dir="ltr">{address}</bdi>
          </Link>
        </strong>
        <span>
          <Trans>{{ name: keeper.name }} looks after it</Trans>
        </span>
      </p>
      <p className="quiet">
        {standsFor ? (
          <Trans>
            {{ mailbox: settings.name }}, the address of {{ name: standsFor.name }}
          </Trans>
        ) : (
          settings.name
        )}
      </p>
      <HealthLines mailbox={mailbox} />
    </li>
  );
}
