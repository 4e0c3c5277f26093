import type { Skill } from '../api/types.ts';

export const levelWords: Readonly<Record<Skill['level'], string>> = {
  learning: 'learning',
  trained: 'trained',
  teaching: 'trained, and teaches others',
};
