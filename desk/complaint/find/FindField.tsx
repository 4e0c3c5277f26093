import { t } from '@lingui/core/macro';
import { LineField } from '../../parts/fields.tsx';

type Props = { label: string; value: string; onChange: (value: string) => void };

/** Names another complaint. */
export function FindField({ label, value, onChange }: Props) {
  return (
    <LineField
      label={label}
      hint={t`Its reference, such as AM-7K3F-92QX, or the address of its page here`}
      value={value}
      onChange={onChange}
    />
  );
}
