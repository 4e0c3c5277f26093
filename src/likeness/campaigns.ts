import { hashOf } from './hash.ts';
import { sketchLikeness } from './sketch.ts';
import type { Campaign, Row } from './types.ts';

// Letters that many send in the same words, with their own name, amount or sentence. Sketches that have
// three neighbouring numbers in common meet in a bucket; only those that meet are compared.

/** From this share of common runs of words on, two are copies of one letter. */
export const copyFrom = 0.44;
/** So many copies are a campaign, not one person who writes again. */
const copiesMin = 5;
/** Below so many terms a text is a sentence that anybody may write. */
const termsMin = 120;
const bandSize = 3;
const bandsMax = 21;
const bucketMax = 30;
const lettersMax = 16_000;

type Letter = { id: string; sketch: Uint32Array; campaign: string };

export type Campaigns = {
  take(row: Row): Campaign | null;
  /** Puts a row in without raising anything. */
  restore(row: Row): void;
  campaignOf(id: string): string | undefined;
  forget(id: string): void;
};

type Put = { likeness: number; rows: string[]; of: string };

export function openCampaigns(): Campaigns {
  const letters = new Map<string, Letter>();
  const buckets = new Map<number, string[]>();
  const copies = new Map<string, string[]>();

  const nearest = (sketch: Uint32Array): [Letter | undefined, number] => {
    let best: Letter | undefined;
    let most = copyFrom;
    for (const key of bandsOf(sketch)) {
      for (const id of buckets.get(key) ?? []) {
        const letter = letters.get(id);
        const likeness = letter ? sketchLikeness(letter.sketch, sketch) : 0;
        if (likeness >= most && letter !== best) [best, most] = [letter, likeness];
      }
    }
    return [best, best ? most : 0];
  };

  const forget = (id: string): void => {
    const letter = letters.get(id);
    if (!letter) return;
    letters.delete(id);
    for (const key of bandsOf(letter.sketch)) {
      const left = (buckets.get(key) ?? []).filter((one) => one !== id);
      if (left.length > 0) buckets.set(key, left);
      else buckets.delete(key);
    }
    const left = (copies.get(letter.campaign) ?? []).filter((one) => one !== id);
    if (left.length > 0) copies.set(letter.campaign, left);
    else copies.delete(letter.campaign);
  };

  const put = ({ id, fingerprint }: Row): Put | null => {
    if (fingerprint.terms.length < termsMin) return null;
    const { sketch } = fingerprint;
    const [like, likeness] = nearest(sketch);
    const of = like?.campaign ?? id;
    const rows = [...(copies.get(of) ?? []), id];
    copies.set(of, rows);
    letters.set(id, { id, sketch, campaign: of });
    for (const key of bandsOf(sketch)) {
      const bucket = [...(buckets.get(key) ?? []), id];
      buckets.set(key, bucket.slice(-bucketMax));
    }
    const [oldest] = letters.keys();
    if (letters.size > lettersMax && oldest) forget(oldest);
    return { likeness, rows, of };
  };

  return {
    take(row) {
      const found = put(row);
      // Exactly once: the copy that makes it enough.
      if (found?.rows.length !== copiesMin) return null;
      return { id: found.of, rows: found.rows, likeness: found.likeness };
    },
    restore: (row) => void put(row),
    campaignOf(id) {
      const of = letters.get(id)?.campaign;
      return of !== undefined && (copies.get(of)?.length ?? 0) >= copiesMin ? of : undefined;
    },
    forget,
  };
}

function bandsOf(sketch: Uint32Array): number[] {
  return Array.from({ length: bandsMax }, (_, band) =>
    hashOf(`${band} ${sketch.subarray(band * bandSize, (band + 1) * bandSize).join(' ')}`),
  );
}
