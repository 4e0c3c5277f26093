import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../api/types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { CopyField } from '../parts/CopyField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { LineField, PersonField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { roleWords } from '../words.ts';

const empty = {
  name: '',
  email: '',
  phone: '',
  title: '',
  roles: ['handler'] as Role[],
  managerId: '',
};
type NewPerson = typeof empty;

export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [link, showLink] = useState<string | null>(null);
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: 'new-person' }, empty);
  const adding = useAct<{ signInLink: string }>({
    said: `${draft.name} is part of the team.`,
    onDone: ({ signInLink }) => {
      showLink(signInLink);
      clear();
      void client.invalidateQueries({ queryKey: ['staff'] });
    },
  });
  return (
    <Dialog title="Add a person" onClose={onClose}>
      {link ? (
        // Shown once. Whoever has it is signed in as this person.
        <CopyField
          label="Their sign-in link"
          hint="It works once, for a day. Pass it on to this person only; it is not shown again."
          value={link}
          look="main"
        />
      ) : (
        <ActForm
          button="Add this person"
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

function bodyOf({ phone, managerId, ...rest }: NewPerson): object {
  return { ...rest, ...(phone && { phone }), ...(managerId && { managerId }) };
}

type FieldsProps = { draft: NewPerson; change: (part: Partial<NewPerson>) => void };

function PersonFields({ draft, change }: FieldsProps) {
  const { name, email, phone, title, roles, managerId } = draft;
  return (
    <>
      <LineField label="Name" value={name} onChange={(next) => change({ name: next })} />
      <LineField
        label="Title"
        hint="As customers read it, such as “Customer care”"
        value={title}
        onChange={(next) => change({ title: next })}
      />
      <LineField
        label="Address of mail"
        type="email"
        value={email}
        onChange={(next) => change({ email: next })}
      />
      <LineField
        label="Telephone (if they have one)"
        type="tel"
        isRequired={false}
        value={phone}
        onChange={(next) => change({ phone: next })}
      />
      <fieldset>
        <legend>Roles</legend>
        <div className="checks">
          {(Object.keys(roleWords) as Role[]).map((role) => (
            <label key={role} className="check">
              <input
                type="checkbox"
                checked={roles.includes(role)}
                onChange={({ target }) => change({ roles: toggled(roles, role, target.checked) })}
              />
              {roleWords[role]}
            </label>
          ))}
        </div>
      </fieldset>
      <PersonField
        label="Reports to"
        none="Nobody here"
        isRequired={false}
        value={managerId}
        onChange={(next) => change({ managerId: next })}
      />
    </>
  );
}

const toggled = (roles: readonly Role[], role: Role, isOn: boolean): Role[] =>
  isOn ? [...roles, role] : roles.filter((other) => other !== role);
