import { i18n } from '#languages/i18n.ts';
import type { Language } from '#languages/languages.ts';
import type { Block } from '#mail/compose-blocks.ts';
import {
  type BlockId,
  blockIds,
  type LetterKind,
  letterBlocks,
  type OutsideBody,
  type Requirement,
} from '#packs/index.ts';
import { fillBlock } from './filling.ts';
import { fill, letterTexts } from './texts.ts';

/** Everything that a letter can be filled with. */
export type LetterFacts = {
  reference: string;
  receivedAt: Date;
  zone: string;
  customerName: string | null;
  handler: { name: string; title: string; phone: string; email: string };
  author: { name: string; title: string };
  /** The number that stands below every letter. */
  housePhone: string;
  /** By when the answer comes, as the rules or our promise say. */
  answerBy: Date | null;
  /** What the organisation says of its procedure, in its own words. */
  rights: string | null;
  stage: number;
  points: {
    text: string;
    finding: 'upheld' | 'partly_upheld' | 'not_upheld' | null;
    reason: string | null;
  }[];
  promises: { text: string; dueAt: Date }[];
  bodies: OutsideBody[];
  enclosures: readonly string[];
};

export type LetterWish = {
  kind: LetterKind;
  language: Language;
  /** What its writer says, by block. */
  own: Readonly<Partial<Record<BlockId, string>>>;
  waiver: 'waived' | 'notWaived' | null;
  newDate: Date | null;
};

/** One block of a letter: its text, or why it is not there. */
export type Part = {
  block: BlockId;
  kind: (typeof letterBlocks)[BlockId];
  lead: string | null;
  by: Requirement['by'];
  blocks: Block[];
  /** Null where nothing is missing. */
  missing: string | null;
};

export type Draft = { subject: string; parts: Part[]; blocks: Block[]; missing: Part[] };

/**
 * The letter from what its writer said and what is known. Every block that a pack wants is there or
 * named as missing; what its writer said beyond that stands where it belongs.
 */
export function compose(
  wish: LetterWish,
  facts: LetterFacts,
  required: readonly Requirement[],
): Draft {
  const texts = letterTexts[wish.language];
  const parts = blockIds
    .filter((block) => required.some((one) => one.block === block) || wish.own[block] !== undefined)
    .map((block) =>
      partOf(block, { wish, facts, requirement: required.find((one) => one.block === block) }),
    );
  return {
    subject: fill(texts.subjects[wish.kind], { reference: facts.reference }),
    parts,
    blocks: [
      {
        kind: 'salutation',
        text: facts.customerName
          ? fill(texts.salutation, { name: facts.customerName })
          : texts.salutationUnknown,
      },
      ...parts.flatMap(({ blocks }) => blocks),
      { kind: 'signature', ...facts.author },
    ],
    missing: parts.filter(({ missing }) => missing !== null),
  };
}

type Filling = { wish: LetterWish; facts: LetterFacts; requirement: Requirement | undefined };

function partOf(block: BlockId, { wish, facts, requirement }: Filling): Part {
  const texts = letterTexts[wish.language];
  const kind = letterBlocks[block];
  const lead = (texts.leads as Record<string, string>)[block] ?? null;
  const by = requirement?.by ?? [];
  const filling =
    kind === 'own' ? ownWords(wish, block) : fillBlock(block, { wish, facts, requirement });
  const isMissing = typeof filling === 'string';
  const heading: Block[] = lead && !isMissing ? [{ kind: 'heading', text: lead }] : [];
  return {
    block,
    kind,
    lead,
    by,
    blocks: isMissing ? [] : [...heading, ...filling],
    missing: isMissing ? i18n.t(filling) : null,
  };
}

/** Nobody but its writer can say it. */
const ownWords = ({ own, language }: LetterWish, block: BlockId): Block[] | string =>
  own[block]?.trim()
    ? [{ kind: 'words', text: own[block] ?? '', language }]
    : /*i18n*/ 'Write this yourself: only you know it.';
