import { t } from '@lingui/core/macro';
import type { Skill } from '../api/types.ts';

export const levelWords: Readonly<Record<Skill['level'], string>> = {
  learning: t`learning`,
  trained: t`trained`,
  teaching: t`trained, and teaches others`,
};
