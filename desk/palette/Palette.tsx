import { t } from '@lingui/core/macro';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { fits } from './fits.ts';
import { noteChosen, recent } from './recent.ts';
import { type Choice, useChoices, useTyped } from './use-choices.ts';

type Props = {
  /** The complaint that is open. */
  complaintId: string | undefined;
  onFind: (words: string) => void;
  onClose: () => void;
};

const shownMax = 50;

/** Everything that can be done, by typing the beginning of its name; it teaches the key beside it. */
export function Palette({ complaintId, onFind, onClose }: Props) {
  const [typed, type] = useState('');
  const [at, mark] = useState(0);
  // As it was when the palette opened: what is in it does not change its place meanwhile.
  const [lately] = useState(recent);
  const all = useChoices(complaintId);
  const choices = [...ordered(all, typed, lately), ...useTyped(typed, onFind)].slice(0, shownMax);
  const listId = useId();
  const marked = Math.min(at, choices.length - 1);
  const choose = (choice: Choice | undefined): void => {
    if (!choice) return;
    noteChosen(choice.id);
    onClose();
    // After the dialog has given the focus back, so that what opens next can take it.
    requestAnimationFrame(choice.act);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (!step && event.key !== 'Enter') return;
    event.preventDefault();
    if (step) mark((marked + step + choices.length) % Math.max(choices.length, 1));
    else choose(choices[marked]);
  };
  const markedId = `${listId}-${marked}`;
  useEffect(() => {
    document.getElementById(markedId)?.scrollIntoView({ block: 'nearest' });
  }, [markedId]);
  return (
    <Dialog title={t`What do you want to do?`} isWide onClose={onClose}>
      <input
        className="find-field"
        role="combobox"
        aria-label={t`What do you want to do?`}
        aria-autocomplete="list"
        aria-expanded={choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={choices.length > 0 ? markedId : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        placeholder={t`The beginning of a word`}
        value={typed}
        onChange={({ target }) => {
          type(target.value);
          mark(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t`What can be done`} className="palette">
        {choices.map((choice, index) => (
          // The keyboard goes through the field above; a press on the option is for the pointer.
          <div
            key={choice.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            onClick={() => choose(choice)}
            onKeyDown={onKeyDown}
          >
            <span>{choice.name}</span>
            {choice.key && <kbd aria-label={t`key ${{ key: choice.key }}`}>{choice.key}</kbd>}
          </div>
        ))}
      </div>
    </Dialog>
  );
}

const steps: Readonly<Partial<Record<string, 1 | -1>>> = { ArrowDown: 1, ArrowUp: -1 };

/** What was chosen lately comes first, then what fits best. */
function ordered(all: readonly Choice[], typed: string, lately: readonly string[]): Choice[] {
  const rank = ({ id }: Choice): number => {
    const place = lately.indexOf(id);
    return place === -1 ? lately.length : place;
  };
  return all
    .flatMap((choice) => {
      // With nothing typed they stay in their order: what is done here, then ways, then people.
      const how = typed.trim() ? fits(typed, choice.name) : 0;
      return how === undefined ? [] : [{ choice, how }];
    })
    .toSorted((one, other) => rank(one.choice) - rank(other.choice) || one.how - other.how)
    .map(({ choice }) => choice);
}
