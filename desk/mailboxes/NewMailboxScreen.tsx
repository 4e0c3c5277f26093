import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { useAct } from '../parts/use-act.ts';
import { MailboxForm } from './MailboxForm.tsx';
import { newMailbox } from './mailbox-draft.ts';

export function NewMailboxScreen() {
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const empty = useMemo(() => newMailbox(me.id), [me.id]);
  const { draft, change, clear } = useDraft({ staffId: me.id, about: 'new-mailbox' }, empty);
  const opening = useAct<{ id: string }>({
    said: t`${{ address: draft.address }} is set up.`,
    onDone: async ({ id }) => {
      clear();
      await client.invalidateQueries({ queryKey: ['mailboxes'] });
      await navigate({ to: '/mailboxes/$id', params: { id } });
    },
  });
  return (
    <div className="page form-page">
      <p className="way-back">
        <Link to="/mailboxes">
          <BackArrow /> <Trans>Mailboxes</Trans>
        </Link>
      </p>
      <ScreenTitle title={t`Add a mailbox`} />
      <MailboxForm
        draft={draft}
        change={change}
        mailbox={null}
        button={t`Set it up`}
        isBusy={opening.isPending}
        fault={opening.error}
        onSave={(wish) =>
          opening.mutate({ path: '/mailboxes', body: { address: draft.address, ...wish } })
        }
      />
    </div>
  );
}
