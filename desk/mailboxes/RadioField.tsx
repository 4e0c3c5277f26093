type Props<T extends string> = {
  label: string;
  choices: readonly (readonly [T, string, string])[];
  chosen: T;
  onChoose: (choice: T) => void;
  /** The label is shown, not only read aloud. */
  isTitled?: boolean;
};

/** A choice that explains each of its ways. */
export function RadioField<T extends string>(props: Props<T>) {
  const { label, choices, chosen, onChoose, isTitled = false } = props;
  return (
    <fieldset className="radio-field">
      <legend className={isTitled ? undefined : 'unseen'}>{label}</legend>
      {choices.map(([choice, words, hint]) => (
        <label key={choice} className="check">
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
      ))}
    </fieldset>
  );
}
