import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Button } from '../../parts/Button.tsx';

type Row = 'to' | 'cc';

/** A field within a form of its own: Enter adds, and does not send the answer. */
export function AddRecipient({ onAdd }: { onAdd: (address: string, row: Row) => void }) {
  const [isOpen, open] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const add = (row: Row): void => {
    const input = field.current;
    if (!input?.value.trim() || !input.reportValidity()) return;
    onAdd(input.value, row);
    open(false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') open(false);
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    add('cc');
  };
  if (!isOpen) {
    return (
      <Button look="quiet" onPress={() => open(true)}>
        <Trans context="recipients of a mail">
          Add<span className="unseen"> somebody</span>
        </Trans>
      </Button>
    );
  }
  return (
    <span className="add-recipient">
      <input
        ref={field}
        type="email"
        aria-label={t`Address of mail`}
        placeholder="name@example.org"
        autoComplete="off"
        // Opened by a press that says: I want to type an address.
        autoFocus
        onKeyDown={onKeyDown}
      />
      <Button onPress={() => add('to')}>
        {' '}
        <Trans context="recipients of a mail">To</Trans>
      </Button>
      <Button onPress={() => add('cc')}>
        {' '}
        <Trans context="recipients of a mail">Copy to</Trans>
      </Button>
      <Button look="quiet" onPress={() => open(false)}>
        <Trans>Cancel</Trans>
      </Button>
    </span>
  );
}
