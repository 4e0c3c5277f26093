import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { Field } from './Field.tsx';

type Props = { label: string; hint: string; value: string; look?: 'main' | 'plain' };

/** A link to pass on. */
export function CopyField({ label, hint, value, look = 'plain' }: Props) {
  const place = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const copy = async (): Promise<void> => {
    place.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setWords(t`Copied.`);
    } catch {
      // Over plain http a browser does not let us: the text is marked, the person copies it.
      setWords(t`The link is marked: copy it with Ctrl C.`);
    }
  };
  return (
    <div className="stack">
      <Field label={label} hint={hint}>
        {(wired) => <input {...wired} ref={place} readOnly value={value} />}
      </Field>
      <div className="buttons">
        <Button look={look} onPress={() => void copy()}>
          <Trans>Copy the link</Trans>
        </Button>
        <span role="status">{words}</span>
      </div>
    </div>
  );
}
