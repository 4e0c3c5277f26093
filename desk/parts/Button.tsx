import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';

type Props = {
  children: ReactNode;
  onPress?: () => void;
  look?: 'main' | 'plain' | 'quiet';
  isBusy?: boolean;
  isDisabled?: boolean;
  type?: 'button' | 'submit';
};

/** While it is busy it takes no second press; it keeps the focus, so nobody loses their place. */
export function Button({
  children,
  onPress,
  look = 'plain',
  isBusy = false,
  isDisabled = false,
  type = 'button',
}: Props) {
  return (
    <button
      type={type}
      className={`button ${look}`}
      aria-disabled={isBusy || undefined}
      disabled={isDisabled}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {isBusy ? t`One moment …` : children}
    </button>
  );
}
