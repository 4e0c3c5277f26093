import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { Refusal } from '#refusal.ts';

/** Who learns does not do it alone; who teaches can stand beside them. */
export const skillLevels = ['learning', 'trained', 'teaching'] as const;
export type SkillLevel = (typeof skillLevels)[number];

type Is<T extends string, D> = { type: T; data: D };

export type SkillFact = Fact &
  (
    | Is<'AreaNamed', { name: WordsRef; by: string }>
    | Is<'AreaRetired', { by: string }>
    | Is<
        'SkillGranted',
        /** The last day on which it holds; null: until somebody ends it. */
        { areaId: string; level: SkillLevel; validUntil: string | null; by: string }
      >
    | Is<'SkillEnded', { areaId: string; by: string }>
  );

export const areaStream = (areaId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `area:${areaId}`,
});

export const skillsStream = (staffId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `skills:${staffId}`,
});

/** Once retired, complaints keep it and nothing new gets it. */
export const retire = (entries: readonly Entry[], by: string): SkillFact[] =>
  entries.some(({ type }) => type === 'AreaRetired') ? [] : [{ type: 'AreaRetired', data: { by } }];

export type Grant = {
  areaId: string;
  level: SkillLevel;
  validUntil: string | null;
  by: string;
};

export function grant(wish: Grant, today: string): SkillFact[] {
  if (wish.validUntil !== null && wish.validUntil < today) {
    throw new Refusal('date_in_the_past', 'This skill would have expired already.');
  }
  return [{ type: 'SkillGranted', data: wish }];
}

/** What somebody can do at this point of the stream, by area. */
export function skillsFrom(entries: readonly Entry[]): Map<string, SkillLevel> {
  const skills = new Map<string, SkillLevel>();
  for (const { type, data } of entries as readonly Entry<SkillFact>[]) {
    if (type === 'SkillGranted') skills.set(data.areaId, data.level);
    if (type === 'SkillEnded') skills.delete(data.areaId);
  }
  return skills;
}

export const endSkill = (entries: readonly Entry[], areaId: string, by: string): SkillFact[] =>
  skillsFrom(entries).has(areaId) ? [{ type: 'SkillEnded', data: { areaId, by } }] : [];
