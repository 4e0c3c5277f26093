import type { FormEvent, ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { Fault } from '../../parts/Fault.tsx';
import type { Files } from '../../parts/files/use-files.ts';
import { sendOnCtrlEnter } from '../ctrl-enter.ts';

type Props = {
  button: string;
  isBusy: boolean;
  fault: unknown;
  onSend: () => void;
  /** Takes files that are pasted or dropped anywhere on the form. */
  catching?: Files['catching'];
  children: ReactNode;
};

/** What every act shares: fields, the server's refusal, one button. */
export function ActForm({ button, isBusy, fault, onSend, catching, children }: Props) {
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    // A dialog lies within other forms in React's eyes: its submission is its own.
    event.stopPropagation();
    if (!isBusy) onSend();
  };
  return (
    <form className="stack" onSubmit={onSubmit} onKeyDown={sendOnCtrlEnter} {...catching}>
      {children}
      <Fault fault={fault} />
      <div className="buttons">
        <Button type="submit" look="main" isBusy={isBusy}>
          {button}
        </Button>
      </div>
    </form>
  );
}
