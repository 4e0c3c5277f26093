import type { Fingerprint } from './fingerprint.ts';

/** What a complaint is about, as far as it is known. Compared as written, so give stable names or ids. */
export type Facts = { product?: string | null; place?: string | null; channel?: string | null };

/** A complaint as it arrives. Rows come in order of time. */
export type Row = { id: string; at: Date; fingerprint: Fingerprint; facts: Facts };

/** A complaint that was taken before, given again after a restart. */
export type KeptRow = Row & { group: string };

/** What is said about a complaint the moment it has been taken. */
export type Taken = {
  /** The id of the group's first complaint; keep it with the row. */
  group: string;
  /** Earlier complaints that are most alike, the likest first. */
  alike: { id: string; likeness: number }[];
  /** Raised once for each surge; rows that come later join it silently: ask `surgeOf`. */
  surge: Surge | null;
  /** Raised once for each letter, when enough copies of it have come. */
  campaign: Campaign | null;
  /** Flaws that it looks like, by what people said of others, the likest first. */
  looksLike: Lookalike[];
};

/** A suspected flaw with its evidence. */
export type Surge = {
  /** The id of the complaint that raised it. */
  id: string;
  raisedAt: Date;
  /** When the first of its complaints came. */
  since: Date;
  /** The complaints that belong to it, in order of time. */
  rows: string[];
  /** How many were to be expected in this time, by its own baseline. */
  usual: number;
  /** How likely so many would be by chance, for all groups and spans looked at together. */
  chance: number;
  /** The words that set them apart from what else comes in, as they were written. */
  words: string[];
  /** What nearly all of them have in common. */
  facts: Facts;
};

export type Campaign = {
  /** The id of the first copy. */
  id: string;
  rows: string[];
  /** Likeness of the newest copy to the letter, from 0 to 1. */
  likeness: number;
};

/** A person's word, from which the kit learns. Give all of them again after a restart. */
export type Lesson =
  | { kind: 'same' | 'different'; one: string; other: string }
  | { kind: 'belongs' | 'belongs not'; row: Row; flaw: string };

/**
 * Grouping, surges and campaigns over the rows of some months. Memory and time for a row are bounded:
 * what is older is thinned out, and then forgotten.
 */
export type Matters = {
  /** Takes some milliseconds: at once, so that nothing is raised out of order. */
  take(row: Row): Taken;
  /** Rows known from before, in order of time, and what was raised already: nothing is raised twice. */
  restore(rows: Iterable<KeptRow>, surges: Iterable<Surge>): void;
  learn(lesson: Lesson): void;
  /** Groups all rows anew, with what people said: better than one after another. A second; each night. */
  regroup(): void;
  groupOf(id: string): string | undefined;
  /** The surge a row belongs to, also when it came after the surge was raised. */
  surgeOf(id: string): string | undefined;
  campaignOf(id: string): string | undefined;
  lookalikes(row: Row): Lookalike[];
  /** Removes a row, because it was taken back, is not a complaint, or its customer's data are erased. */
  forget(id: string): void;
};

export type Lookalike = {
  flaw: string;
  /** From 0 to 1. */
  likeness: number;
  /** The complaint of the flaw that is most alike. */
  row: string;
  /** The words that both have. */
  words: string[];
  /** The facts that both have. */
  facts: Facts;
};
