import { msg } from '@lingui/core/macro';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../api/client.ts';

export const letterKinds = [
  'acknowledgement',
  'update',
  'holding',
  'delay',
  'summary',
  'final',
  'refusal',
] as const;
export type LetterKind = (typeof letterKinds)[number];

export const kindWords: Record<LetterKind, ReturnType<typeof msg>> = {
  acknowledgement: msg`We have it`,
  update: msg`How far we are`,
  holding: msg`We need more time`,
  delay: msg`It is late`,
  summary: msg`It is settled`,
  final: msg`Our final answer`,
  refusal: msg`Not to the next stage`,
};

/** What only its writer can say has a heading here; our own sentences speak for themselves. */
export const blockWords: Record<string, ReturnType<typeof msg>> = {
  discussion: msg`How you would like to deal with it`,
  definition: msg`What you have understood`,
  howConsidered: msg`How you looked at it`,
  facts: msg`What you found`,
  decision: msg`Your decision`,
  reasons: msg`Your reasons`,
  responsibility: msg`Who is responsible for what`,
  remedy: msg`How you put it right`,
  offerTerms: msg`The terms of the offer`,
  actionTaken: msg`What was done and will be done`,
  steps: msg`What you have done`,
  communications: msg`What you heard from them`,
  followUp: msg`What comes next`,
  delayReason: msg`Why it takes longer`,
  refusalReason: msg`Why it does not go there`,
};

export type Part = {
  block: string;
  kind: 'own' | 'filled' | 'choice';
  text: string;
  missing: string | null;
  by: { packId: string; source: string; confidence: 'read' | 'second_hand' | 'unseen' }[];
};

export type Preview = {
  subject: string;
  language: string;
  stage: number;
  parts: Part[];
  banned: { id: string; found: string; why: string }[];
  canBeSent: boolean;
};

export type SentLetter = { id: string; kind: LetterKind; author: string; sentAt: string };

export const lettersQuestion = (id: string) =>
  queryOptions({
    queryKey: ['complaint', id, 'letters'],
    queryFn: ({ signal }) => read<{ letters: SentLetter[] }>(`/complaints/${id}/letters`, signal),
  });
