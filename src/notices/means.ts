import { claimCode, type LinkTarget, linkOf, replyToken } from '#complaints/index.ts';
import type { Config } from '#config.ts';
import type { CorrespondenceOf } from './recipients.ts';

/** What it takes to write a letter about a complaint. */
export type NoticeMeans = {
  config: Config;
  linkKey: Buffer;
  linkOf(target: LinkTarget): string;
  /** For whoever has the letter on paper. */
  claimOf(target: LinkTarget): { url: string; code: string };
  tokenOf(reference: string): string;
  correspondence: CorrespondenceOf;
};

export const noticeMeans = (
  { config, linkKey }: { config: Config; linkKey: Buffer },
  correspondence: CorrespondenceOf = async () => undefined,
): NoticeMeans => ({
  config,
  linkKey,
  linkOf: linkOf({ config, linkKey }),
  claimOf: (target) => ({
    url: `${config.publicUrl}/claim`,
    code: claimCode(linkKey, target),
  }),
  tokenOf: (reference) => replyToken(linkKey, reference),
  correspondence,
});
