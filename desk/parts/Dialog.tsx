import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button.tsx';

type Props = {
  title: string;
  onClose: () => void;
  isWide?: boolean;
  isAside?: boolean;
  children: ReactNode;
};

/** The browser's own dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, onClose, isWide = false, isAside = false, children }: Props) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    if (shown && !shown.open) {
      shown.showModal();
      // Where there is nothing to fill in, no button is one careless Enter away.
      const first = shown.querySelector<HTMLElement>('input, select, textarea') ?? heading.current;
      first?.focus();
    }
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={isAside ? 'aside' : isWide ? 'wide' : undefined}
      aria-labelledby={titleId}
      onClose={onClose}
    >
      <header>
        <h2 ref={heading} id={titleId} tabIndex={-1}>
          {title}
        </h2>
        <Button look="quiet" onPress={onClose}>
          <Trans>Close</Trans>
        </Button>
      </header>
      {children}
    </dialog>
  );
}
