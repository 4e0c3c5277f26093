import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { areKeysOn, shortcuts, turnKeys } from '../shortcuts.ts';

const inForms = [
  [['Enter'], 'Open what is marked'],
  [['Ctrl K', '⌘ K'], 'Everything that can be done'],
  [['Ctrl Enter'], 'Send what you are writing'],
  [['Escape'], 'Leave the field; what you typed stays'],
] as const;

const keys: readonly (readonly [names: readonly string[], words: string])[] = [
  ...shortcuts.map(
    (shortcut) =>
      [
        'also' in shortcut ? [shortcut.key, shortcut.also] : [shortcut.key],
        shortcut.words,
      ] as const,
  ),
  ...inForms,
];

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [isOn, turn] = useState(areKeysOn);
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl className="keys-list">
        {keys.map(([names, what]) => (
          <div key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => {
            turnKeys(target.checked);
            turn(target.checked);
          }}
        />
        Single keys work (turn them off if you speak to your computer)
      </label>
    </Dialog>
  );
}
