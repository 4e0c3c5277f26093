import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { postAtLast, postSecret } from '../api/client.ts';
import { presenceQuestion } from '../api/draft-questions.ts';
import type { Doing, Present } from '../api/draft-types.ts';

const sayAgainMs = 20_000;

/** Tells the others that this complaint is in front of me, while the tab is in sight. */
export function usePresence(complaintId: string, doing: Doing): void {
  useEffect(() => {
    const path = `/complaints/${complaintId}/presence`;
    const tell = (): void => {
      const is = document.hidden ? 'gone' : doing;
      // Lost ones do no harm: the next comes soon.
      postSecret(path, { is }).catch(() => undefined);
    };
    tell();
    const timer = setInterval(() => {
      if (!document.hidden) tell();
    }, sayAgainMs);
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [complaintId, doing]);
  useEffect(() => {
    const leave = (): void => postAtLast(`/complaints/${complaintId}/presence`, { is: 'gone' });
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [complaintId]);
}

const pauseMs = 30_000;

/** Whether somebody is writing: the words changed not long ago. */
export function useIsWriting(words: string): boolean {
  const [first] = useState(words);
  const [pausedAt, pause] = useState(first);
  useEffect(() => {
    const timer = setTimeout(() => pause(words), pauseMs);
    return () => clearTimeout(timer);
  }, [words]);
  return words !== '' && words !== pausedAt;
}

const nobody: readonly Present[] = [];

/** The others, in all complaints. */
export const usePresent = (): readonly Present[] => useQuery(presenceQuestion).data ?? nobody;

export const presentWords = ({ person, doing }: Present): string =>
  doing === 'writing'
    ? t`${{ name: person.name }} is writing a reply`
    : t`${{ name: person.name }} is looking at this`;
