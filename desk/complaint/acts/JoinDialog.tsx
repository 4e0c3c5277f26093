import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { refresh } from '../../api/changes.ts';
import { post } from '../../api/client.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { say } from '../../parts/Say.tsx';
import { FindField } from '../find/FindField.tsx';
import { findComplaint } from '../find/find-complaint.ts';
import type { ActProps } from './ActDialog.tsx';
import { ActForm } from './ActForm.tsx';

const empty = { into: '' };

/** Two complaints of one matter go on as one. */
export function JoinDialog({ complaint: { id, reference }, onClose }: ActProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.join` }, empty);
  const joining = useMutation({
    mutationFn: async (written: string) => {
      const into = await findComplaint(written);
      await post(`/complaints/${id}/joining`, { into: into.id });
      return into;
    },
    onSuccess: ({ id: other, reference: into }) => {
      clear();
      say(t`Joined. It goes on in ${into}.`);
      onClose();
      void refresh(client, id);
      void navigate({ to: '/complaints/$id', params: { id: other } });
    },
  });
  return (
    <Dialog title={t`Join to another complaint`} onClose={onClose}>
      <ActForm
        button={t`Join them`}
        isBusy={joining.isPending}
        fault={joining.error}
        onSend={() => joining.mutate(draft.into)}
      >
        <p>
          <Trans>
            For two complaints about the same matter. What the customer said here is added to the
            other one, which goes on for both; {reference} and its private page keep working. What
            was promised here stays promised. It can be taken apart again.
          </Trans>
        </p>
        <FindField
          label={t`In which one does it go on?`}
          value={draft.into}
          onChange={(into) => change({ into })}
        />
      </ActForm>
    </Dialog>
  );
}
