type Props<T extends string> = {
  label: string;
  choices: readonly (readonly [T, string])[];
  chosen: T;
  onChoose: (choice: T) => void;
};

/** A few things of which one holds, side by side. */
export function Choices<T extends string>({ label, choices, chosen, onChoose }: Props<T>) {
  return (
    <fieldset className="choices">
      <legend className="unseen">{label}</legend>
      {choices.map(([choice, words]) => (
        <label key={choice} className="mode">
          <input
            type="radio"
            name={label}
            checked={choice === chosen}
            onChange={() => onChoose(choice)}
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
