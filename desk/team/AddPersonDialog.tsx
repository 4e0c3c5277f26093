import { t } from '@lingui/core/macro';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { CopyField } from '../parts/CopyField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { useAct } from '../parts/use-act.ts';
import { type PersonDraft, PersonFields } from './PersonFields.tsx';

const empty: PersonDraft = {
  name: '',
  email: '',
  phone: '',
  title: '',
  roles: ['handler'],
  managerId: '',
};

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [link, showLink] = useState<string | null>(null);
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: 'new-person' }, empty);
  const adding = useAct<{ signInLink: string }>({
    said: t`${{ name: draft.name }} is part of the team.`,
    onDone: ({ signInLink }) => {
      showLink(signInLink);
      clear();
      void client.invalidateQueries({ queryKey: ['staff'] });
    },
  });
  return (
    <Dialog title={t`Add a person`} onClose={onClose}>
      {link ? (
        // Shown once. Whoever has it is signed in as this person.
        <CopyField
          label={t`Their sign-in link`}
          hint={t`It works once, for a day. Pass it on to this person only; it is not shown again.`}
          value={link}
          look="main"
        />
      ) : (
        <ActForm
          button={t`Add this person`}
          isBusy={adding.isPending}
          fault={adding.error}
          onSend={() => adding.mutate({ path: '/staff', body: bodyOf(draft) })}
        >
          <PersonFields draft={draft} change={change} />
        </ActForm>
      )}
    </Dialog>
  );
}

function bodyOf({ phone, managerId, ...rest }: PersonDraft): object {
  return { ...rest, ...(phone && { phone }), ...(managerId && { managerId }) };
}
