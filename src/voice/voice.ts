import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

export const decisions = ['adopted', 'declined', 'later'] as const;
export type Decision = (typeof decisions)[number];

type Is<T extends string, D> = { type: T; data: D };

export type VoiceFact = Fact &
  (
    | Is<
        'VoiceRaised',
        {
          words: WordsRef;
          /** Null: they did not want to be named, and nobody can find out. */
          saidBy: string | null;
          complaintId: string | null;
          flawId: string | null;
          ownerId: string;
          dueAt: string;
        }
      >
    | Is<'VoicePassedOn', { ownerId: string; staffId: string }>
    | Is<'VoiceMovedUp', { ownerId: string; previousOwnerId: string; dueAt: string }>
    | Is<'VoiceAnswered', { decision: Decision; words: WordsRef; staffId: string }>
  );

export const voiceStream = (voiceId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `voice:${voiceId}`,
});

export type Voice = { ownerId: string; dueAt: Date; isAnswered: boolean };

export function voiceFrom(entries: readonly Entry[]): Voice | undefined {
  const [first, ...rest] = entries as readonly Entry<VoiceFact>[];
  if (first?.type !== 'VoiceRaised') return undefined;
  const { ownerId, dueAt } = first.data;
  return rest.reduce(evolve, { ownerId, dueAt: new Date(dueAt), isAnswered: false });
}

function evolve(voice: Voice, { type, data }: VoiceFact): Voice {
  switch (type) {
    case 'VoiceRaised':
      return voice;
    case 'VoicePassedOn':
      return { ...voice, ownerId: data.ownerId };
    case 'VoiceMovedUp':
      return { ...voice, ownerId: data.ownerId, dueAt: new Date(data.dueAt) };
    case 'VoiceAnswered':
      return { ...voice, isAnswered: true };
  }
}

/** The answer stands for everybody to read; it can be given anew. */
export const answer = (
  _voice: Voice,
  data: { decision: Decision; words: WordsRef; staffId: string },
): VoiceFact[] => [{ type: 'VoiceAnswered', data }];

export function passOn(voice: Voice, data: { ownerId: string; staffId: string }): VoiceFact[] {
  if (voice.isAnswered) {
    throw new Refusal('answered_already', 'This was answered already.', { status: 409 });
  }
  return voice.ownerId === data.ownerId ? [] : [{ type: 'VoicePassedOn', data }];
}

/** Its date has passed without an answer. Says nothing when it is not (or no longer) so. */
export function moveUp(
  voice: Voice,
  next: { ownerId: string; dueAt: Date },
  now: Date,
): VoiceFact[] {
  if (voice.isAnswered || voice.dueAt > now) return [];
  const { ownerId, dueAt } = next;
  const data = { ownerId, previousOwnerId: voice.ownerId, dueAt: dueAt.toISOString() };
  return [{ type: 'VoiceMovedUp', data }];
}
