import type { Complaint, Me } from '../../api/types.ts';
import { may } from '../../may.ts';

export type ActName = 'contact' | 'handOn' | 'take' | 'higher' | 'ask' | 'join' | 'part' | 'close';

export const actWords: Readonly<Record<ActName, string>> = {
  contact: 'Log a call, letter or visit',
  handOn: 'Hand on',
  take: 'Take it on myself',
  higher: 'Take it higher',
  ask: 'Ask whether it is fixed',
  join: 'Join to another complaint',
  part: 'Take apart again',
  close: 'Close on documents',
};

/** What this person can do with this complaint now, most usual first. */
export function actsFor(me: Me, { owner, state, offeredTo, closedBasis }: Complaint): ActName[] {
  const isMine = owner.id === me.id;
  const isJoined = closedBasis === 'joined';
  const isSenior = may(me, 'closeDocumented');
  const acts: readonly (readonly [ActName, boolean])[] = [
    ['contact', may(me, 'logContact')],
    ['ask', may(me, 'askWhetherFixed') && state !== 'done'],
    ['handOn', may(me, 'handOver') && (isMine || isSenior) && !offeredTo],
    ['take', may(me, 'takeOver') && !isMine],
    ['higher', true],
    ['join', may(me, 'join') && !isJoined],
    ['part', may(me, 'join') && isJoined],
    ['close', may(me, 'closeDocumented') && state !== 'done'],
  ];
  return acts.filter(([, isThere]) => isThere).map(([name]) => name);
}
