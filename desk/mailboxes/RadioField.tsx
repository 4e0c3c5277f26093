import { Fragment, type ReactNode } from 'react';

type Props<T extends string> = {
  label: string;
  choices: readonly (readonly [T, string, string])[];
  chosen: T;
  onChoose: (choice: T) => void;
  /** The label is shown, not only read aloud. */
  isTitled?: boolean;
  /** What the chosen way needs to know, right below it. */
  below?: ReactNode;
};

/** A choice that explains each of its ways. */
export function RadioField<T extends string>(props: Props<T>) {
  const { label, choices, chosen, onChoose, isTitled = false, below } = props;
  return (
    <fieldset className="radio-field">
      <legend className={isTitled ? undefined : 'unseen'}>{label}</legend>
      {choices.map(([choice, words, hint]) => (
        <Fragment key={choice}>
          <label className="check">
            <input
              type="radio"
              name={label}
              checked={choice === chosen}
              onChange={() => onChoose(choice)}
            />
            <span>
              {words}
              <span className="hint block">{hint}</span>
            </span>
          </label>
          {choice === chosen && below}
        </Fragment>
      ))}
    </fieldset>
  );
}
