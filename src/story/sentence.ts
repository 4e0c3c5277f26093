import type { Entry } from '#ledger/entry.ts';
import { when } from '#notices/index.ts';

/** What a sentence needs to know beyond its entry. */
export type Known = {
  /** Names of people of ours by id. */
  nameOf(staffId: unknown): string;
  /** The words of a promise by its id. */
  promiseText(promiseId: string): string;
  /** The words of a remedy, with its amount, by its stream. */
  remedyText(stream: string): string;
  /** The name of a team of fixers by its id. */
  teamName(teamId: unknown): string;
  /** The words of a point by its id. */
  pointText(pointId: unknown): string;
  zone: string;
};

export type Sentence = (data: Record<string, unknown>, known: Known, entry: Entry) => string | null;

export const at = (iso: unknown, zone: string): string => when(new Date(String(iso)), zone);
