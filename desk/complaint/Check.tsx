type Props = { label: string; isOn: boolean; onChange: (isOn: boolean) => void };

export function Check({ label, isOn, onChange }: Props) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
