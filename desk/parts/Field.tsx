import { type ReactNode, useId } from 'react';

type Wired = { id: string; 'aria-describedby'?: string };

type Props = {
  label: string;
  hint?: string | undefined;
  children: (wired: Wired) => ReactNode;
};

/** A field with its label above it and its hint between: the same everywhere. */
export function Field({ label, hint, children }: Props) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint && (
        <p id={hintId} className="hint">
          {hint}
        </p>
      )}
      {children({ id, ...(hint ? { 'aria-describedby': hintId } : {}) })}
    </div>
  );
}
