import { useRef, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Field } from '../parts/Field.tsx';

/** Shown once. Whoever has it is signed in as this person, so it goes to them and nobody else. */
export function PassOnLink({ link }: { link: string }) {
  const place = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const copy = async (): Promise<void> => {
    place.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setWords('Copied.');
    } catch {
      // Over plain http a browser does not let us: the text is marked, the person copies it.
      setWords('The link is marked: copy it with Ctrl C.');
    }
  };
  return (
    <div className="stack">
      <Field
        label="Their sign-in link"
        hint="It works once, for a day. Pass it on to this person only; it is not shown again."
      >
        {(wired) => <input {...wired} ref={place} readOnly value={link} />}
      </Field>
      <div className="buttons">
        <Button look="main" onPress={() => void copy()}>
          Copy the link
        </Button>
        <span role="status">{words}</span>
      </div>
    </div>
  );
}
