import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Mailbox } from '../api/mailbox-types.ts';
import { mailboxesQuestion } from '../api/questions.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { useAct } from '../parts/use-act.ts';
import { Days } from './Days.tsx';
import { HealthLines } from './HealthLines.tsx';
import { MailboxForm } from './MailboxForm.tsx';
import { draftOf } from './mailbox-draft.ts';

export function MailboxScreen() {
  const { id } = useParams({ from: '/shell/mailboxes/$id' });
  const { data: mailboxes, error } = useQuery(mailboxesQuestion);
  const mailbox = mailboxes?.find((one) => one.id === id);
  return (
    <div className="page form-page">
      <p className="way-back">
        <Link to="/mailboxes">
          <BackArrow /> <Trans>Mailboxes</Trans>
        </Link>
      </p>
      <Fault fault={error} />
      {mailbox && <Open key={id} mailbox={mailbox} />}
      {mailboxes && !mailbox && (
        <>
          <ScreenTitle title={t`No such mailbox`} />
          <Empty title={t`It is closed, or was never there.`} />
        </>
      )}
    </div>
  );
}

/** Whoever looks after it sees how it is; administrators change it. */
function Open({ mailbox }: { mailbox: Mailbox }) {
  const mayKeep = may(useMe(), 'keepMailboxes');
  return (
    <>
      <ScreenTitle title={mailbox.address} />
      <HealthLines mailbox={mailbox} />
      {mailbox.settings.in.kind === 'imap' && <Days mailboxId={mailbox.id} />}
      {mayKeep && (
        <section aria-labelledby="settings">
          <h2 id="settings">
            <Trans>Settings</Trans>
          </h2>
          <Settings mailbox={mailbox} />
        </section>
      )}
      {mayKeep && <Closing mailbox={mailbox} />}
    </>
  );
}

function Settings({ mailbox }: { mailbox: Mailbox }) {
  const client = useQueryClient();
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${mailbox.id}.settings` },
    draftOf(mailbox),
  );
  const saving = useAct({
    said: t`Saved.`,
    onDone: () => {
      clear();
      void client.invalidateQueries({ queryKey: ['mailboxes'] });
    },
  });
  return (
    <MailboxForm
      draft={draft}
      change={change}
      mailbox={mailbox}
      button={t`Save`}
      isBusy={saving.isPending}
      fault={saving.error}
      onSave={(body) => saving.mutate({ method: 'PATCH', path: `/mailboxes/${mailbox.id}`, body })}
    />
  );
}

function Closing({ mailbox: { id, address } }: { mailbox: Mailbox }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, open] = useState(false);
  const closing = useAct({
    said: t`${address} is closed.`,
    onDone: () => {
      void client.invalidateQueries({ queryKey: ['mailboxes'] });
      void navigate({ to: '/mailboxes' });
    },
  });
  return (
    <section aria-labelledby="closing">
      <h2 id="closing">
        <Trans>Close it</Trans>
      </h2>
      <p>
        <Trans>Nothing more is fetched from it or sent by it. What came stays.</Trans>
      </p>
      <Button onPress={() => open(true)}>
        <Trans>Close this mailbox</Trans>
      </Button>
      {isOpen && (
        <Dialog title={t`Close ${address}`} onClose={() => open(false)}>
          <ActForm
            button={t`Close it`}
            isBusy={closing.isPending}
            fault={closing.error}
            onSend={() => closing.mutate({ path: `/mailboxes/${id}/closing` })}
          >
            <p>
              <Trans>
                From now on nobody here sees what customers write to {address}. Have it forwarded to
                another mailbox, or tell them where to write.
              </Trans>
            </p>
          </ActForm>
        </Dialog>
      )}
    </section>
  );
}
