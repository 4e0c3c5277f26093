import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';

type Props = { title: string; onClose: () => void; children: ReactNode };

/** The browser's own dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, children }: Props) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    if (shown && !shown.open) shown.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onClose={onClose}>
      <header>
        <h2 id={titleId}>{title}</h2>
        <Button look="quiet" onPress={onClose}>
          Close
        </Button>
      </header>
      {children}
    </dialog>
  );
}
