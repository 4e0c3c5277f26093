import type { ReactNode } from 'react';
import type { Complaint } from '../../api/types.ts';
import { LearnDialog } from '../knowledge/LearnDialog.tsx';
import { WantDialog } from '../knowledge/WantDialog.tsx';
import { AskDialog } from './AskDialog.tsx';
import { CloseDialog } from './CloseDialog.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { HandOnDialog } from './HandOnDialog.tsx';
import { HigherDialog } from './HigherDialog.tsx';
import { JoinDialog } from './JoinDialog.tsx';
import type { ActName } from './names.ts';
import { PartDialog } from './PartDialog.tsx';
import { PutOffDialog } from './PutOffDialog.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import { TakeDialog } from './TakeDialog.tsx';

export type ActProps = { complaint: Complaint; onClose: () => void };

const dialogs: Readonly<Record<ActName, (props: ActProps) => ReactNode>> = {
  contact: ContactDialog,
  handOn: HandOnDialog,
  putOff: PutOffDialog,
  take: TakeDialog,
  higher: HigherDialog,
  ask: AskDialog,
  join: JoinDialog,
  part: PartDialog,
  split: SplitDialog,
  close: CloseDialog,
  learn: LearnDialog,
  want: WantDialog,
};

export function ActDialog({ act, ...props }: ActProps & { act: ActName }) {
  const Chosen = dialogs[act];
  return <Chosen {...props} />;
}
