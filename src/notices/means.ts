import { claimCode, type LinkTarget, linkOf, type Of, replyToken } from '#complaints/index.ts';
import type { Config } from '#config.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { Block } from '#mail/compose-blocks.ts';
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
  /** What the rules for a complaint want in its acknowledgement beyond what stands there anyway. */
  ruleBlocks: RuleBlocks;
};

export type RuleBlocks = (unit: Unit, of: Of) => Promise<Block[]>;

export const noticeMeans = (
  { config, linkKey }: { config: Config; linkKey: Buffer },
  correspondence: CorrespondenceOf = async () => undefined,
  ruleBlocks: RuleBlocks = async () => [],
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
  ruleBlocks,
});
