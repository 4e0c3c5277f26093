import { Field } from './Field.tsx';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  isRequired?: boolean;
  min?: string;
};

/** A day of the calendar, without a time. */
export function DayField({ label, value, onChange, hint, isRequired = true, min }: Props) {
  return (
    <Field label={label} hint={hint}>
      {(wired) => (
        <input
          {...wired}
          type="date"
          required={isRequired}
          min={min}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
