import { t } from '@lingui/core/macro';
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
  contact: t`Log a call, letter or visit`,
  handOn: t`Hand on`,
  putOff: t`Look at it again another day`,
  take: t`Take it on myself`,
  higher: t`Take it higher`,
  ask: t`Ask whether it is fixed`,
  join: t`Join to another complaint`,
  part: t`Take apart again`,
  split: t`Make a part a complaint of its own`,
  close: t`Close on documents`,
  learn: t`Note that I did not know this`,
  want: t`Ask for an article: customers ask this`,
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
