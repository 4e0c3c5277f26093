import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Role } from '../api/types.ts';
import { LineField, PersonField } from '../parts/fields.tsx';
import { roleWords } from '../words.ts';

/** A person as somebody fills them in; nobody is ''. */
export type PersonDraft = {
  name: string;
  email: string;
  phone: string;
  title: string;
  roles: Role[];
  managerId: string;
};

type FieldsProps = {
  draft: PersonDraft;
  change: (part: Partial<PersonDraft>) => void;
  without?: string;
};

export function PersonFields({ draft, change, without }: FieldsProps) {
  const { name, email, phone, title, roles, managerId } = draft;
  return (
    <>
      <LineField label={t`Name`} value={name} onChange={(next) => change({ name: next })} />
      <LineField
        label={t({ message: 'Title', context: 'of a person' })}
        hint={t`As customers read it, such as “Customer care”`}
        value={title}
        onChange={(next) => change({ title: next })}
      />
      <LineField
        label={t`Address of mail`}
        type="email"
        value={email}
        onChange={(next) => change({ email: next })}
      />
      <LineField
        label={t`Telephone (if they have one)`}
        type="tel"
        isRequired={false}
        value={phone}
        onChange={(next) => change({ phone: next })}
      />
      <fieldset>
        <legend>
          <Trans>Roles</Trans>
        </legend>
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
        label={t`Reports to`}
        none={t`Nobody here`}
        isRequired={false}
        {...(without ? { without } : {})}
        value={managerId}
        onChange={(next) => change({ managerId: next })}
      />
    </>
  );
}

const toggled = (roles: readonly Role[], role: Role, isOn: boolean): Role[] =>
  isOn ? [...roles, role] : roles.filter((other) => other !== role);
