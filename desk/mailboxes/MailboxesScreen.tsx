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
        <ScreenTitle title="Mailboxes" />
        {mayKeep && (
          <Link to="/mailboxes/new" className="button plain">
            Add a mailbox
          </Link>
        )}
      </header>
      <p className="lead">
        The addresses at which customers write to us. What lies on the server is counted against
        what is here, day by day.
      </p>
      <Fault fault={error} />
      {mailboxes?.length === 0 && (
        <Empty title={mayKeep ? 'No mailbox is set up.' : 'You look after no mailbox.'}>
          {mayKeep &&
            'Customers can write by the form. For mail, add the address to which they write.'}
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
            {address}
          </Link>
        </strong>
        <span>{keeper.name} looks after it</span>
      </p>
      <p className="quiet">
        {settings.name}
        {standsFor && `, the address of ${standsFor.name}`}
      </p>
      <HealthLines mailbox={mailbox} />
    </li>
  );
}
