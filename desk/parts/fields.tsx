import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { staffQuestion } from '../api/questions.ts';
import type { Role } from '../api/types.ts';
import { ownZone } from '../time.ts';
import { Field } from './Field.tsx';

type TextProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  isRequired?: boolean;
};

export function LineField({
  label,
  hint,
  value,
  onChange,
  isRequired = true,
  type = 'text',
  autoComplete = 'off',
  isReadOnly = false,
}: TextProps & {
  type?: 'text' | 'email' | 'tel' | 'password';
  autoComplete?: string;
  isReadOnly?: boolean;
}) {
  return (
    <Field label={label} hint={hint}>
      {(wired) => (
        <input
          {...wired}
          type={type}
          dir={type === 'text' ? 'auto' : 'ltr'}
          autoComplete={autoComplete}
          required={isRequired}
          readOnly={isReadOnly}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function WordsField({
  label,
  hint,
  value,
  onChange,
  isRequired = true,
  rows = 4,
}: TextProps & { rows?: number }) {
  return (
    <Field label={label} hint={hint}>
      {(wired) => (
        <textarea
          {...wired}
          dir="auto"
          rows={rows}
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function MomentField({ label, value, onChange, isRequired = true, hint }: TextProps) {
  return (
    <Field label={label} hint={hint ?? t`Your time (${{ zone: ownZone() }})`}>
      {(wired) => (
        <input
          {...wired}
          type="datetime-local"
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

type PersonProps = Omit<TextProps, 'hint'> & {
  /** Only people with one of these roles. */
  roles?: readonly Role[];
  without?: string;
  hint?: string;
  /** Shown first, for nobody chosen. */
  none?: string;
};

export function PersonField(props: PersonProps) {
  const { label, hint, value, onChange, roles, without, none, isRequired = true } = props;
  const { data: staff = [] } = useQuery(staffQuestion);
  const choice = staff.filter(
    (person) =>
      person.id !== without && (!roles || person.roles.some((role) => roles.includes(role))),
  );
  return (
    <Field label={label} hint={hint}>
      {(wired) => (
        <select
          {...wired}
          required={isRequired}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {none !== undefined && <option value="">{none}</option>}
          {choice.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
              {person.title && ` – ${person.title}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
