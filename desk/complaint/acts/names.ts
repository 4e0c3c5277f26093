import type { Complaint, Me } from '../../api/types.ts';
import { may } from '../../may.ts';

export type ActName =
  | 'contact'
  | 'handOn'
  | 'putOff'
  | 'take'
  | 'higher'
  | 'ask'
  | 'join'
  | 'part'
  | 'split'
  | 'close'
  | 'learn'
  | 'want';

export const actWords: Readonly<Record<ActName, string>> = {
  contact: 'Log a call, letter or visit',
  handOn: 'Hand on',
  putOff: 'Look at it again another day',
  take: 'Take it on myself',
  higher: 'Take it higher',
  ask: 'Ask whether it is fixed',
  join: 'Join to another complaint',
  part: 'Take apart again',
  split: 'Make a part a complaint of its own',
  close: 'Close on documents',
  learn: 'Note that I did not know this',
  want: 'Ask for an article: customers ask this',
};

/** What this person can do with this complaint now, most usual first. */
export function actsFor(me: Me, { owner, state, offeredTo, closedBasis }: Complaint): ActName[] {
  const isMine = owner.id === me.id;
  const isJoined = closedBasis === 'joined';
  const isSenior = may(me, 'closeDocumented');
  const mayJoin = may(me, 'join');
  const isApart = mayJoin && !isJoined;
  const acts: readonly (readonly [ActName, boolean])[] = [
    ['contact', may(me, 'logContact')],
    ['ask', may(me, 'askWhetherFixed') && state !== 'done'],
    ['handOn', may(me, 'handOver') && (isMine || isSenior) && !offeredTo],
    ['putOff', [may(me, 'putOff'), isMine, state !== 'done'].every(Boolean)],
    ['take', may(me, 'takeOver') && !isMine],
    ['higher', true],
    ['join', isApart],
    ['part', mayJoin && isJoined],
    ['split', isApart],
    ['close', may(me, 'closeDocumented') && state !== 'done'],
    ['learn', true],
    ['want', true],
  ];
  return acts.filter(([, isThere]) => isThere).map(([name]) => name);
}
