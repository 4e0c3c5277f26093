import type { Complaint, Me } from '../../api/types.ts';
import { may } from '../../may.ts';

export type ActName = 'contact' | 'handOn' | 'take' | 'higher' | 'ask' | 'close';

export const actWords: Readonly<Record<ActName, string>> = {
  contact: 'Log a call or letter',
  handOn: 'Hand on',
  take: 'Take it on myself',
  higher: 'Take it higher',
  ask: 'Ask whether it is fixed',
  close: 'Close on documents',
};

/** What this person can do with this complaint now, most usual first. */
export function actsFor(me: Me, { owner, state, offeredTo }: Complaint): ActName[] {
  const isMine = owner.id === me.id;
  const isSenior = may(me, 'closeDocumented');
  const acts: readonly (readonly [ActName, boolean])[] = [
    ['contact', may(me, 'logContact')],
    ['ask', may(me, 'askWhetherFixed') && state !== 'done'],
    ['handOn', may(me, 'handOver') && (isMine || isSenior) && !offeredTo],
    ['take', may(me, 'takeOver') && !isMine],
    ['higher', true],
    ['close', may(me, 'closeDocumented') && state !== 'done'],
  ];
  return acts.filter(([, isThere]) => isThere).map(([name]) => name);
}
