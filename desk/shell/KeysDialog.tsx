import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { areKeysOn, shortcuts, turnKeys } from '../shortcuts.ts';

const inForms = [
  [['Enter'], t`Open what is marked`],
  [['Ctrl K', '⌘ K'], t`Everything that can be done`],
  [['Ctrl Enter'], t`Send what you are writing`],
  [['Escape'], t`Leave the field; what you typed stays`],
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
    <Dialog title={t`Keys`} onClose={onClose}>
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
        <Trans>Single keys work (turn them off if you speak to your computer)</Trans>
      </label>
    </Dialog>
  );
}
