import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { areKeysOn, turnKeys } from '../shortcuts.ts';

const keys: readonly (readonly [string[], string])[] = [
  [['j', '↓'], 'Next complaint'],
  [['k', '↑'], 'Complaint before'],
  [['Enter'], 'Open it'],
  [['u'], 'Back to the list'],
  [['r'], 'Reply to the customer'],
  [['p'], 'Reply with a promise'],
  [['n'], 'Note between ourselves'],
  [['c'], 'New complaint: a call, a letter, a visit'],
  [['Ctrl Enter'], 'Send what you are writing'],
  [['?'], 'Show these keys'],
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
