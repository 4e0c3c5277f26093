import { type BlockId, blockIds } from './blocks.ts';
import type { Banned, LetterKind, Pack, PackExtension, PackNotice, PackStage } from './pack.ts';

// What several packs together ask for: the union of what each asks for.

export type Requirement = {
  block: BlockId;
  /** Which packs want it, and where they say so. */
  by: { packId: string; source: string; confidence: PackNotice['confidence'] }[];
  /** Wording that must not be changed, by language. */
  exactText: Readonly<Record<string, string>> | null;
};

/** Every block that a letter must hold, in the order of a letter. */
export function requiredBlocks(
  packs: readonly Pack[],
  { kind, stage }: { kind: LetterKind; stage: number | null },
): Requirement[] {
  const wanted = packs.flatMap((pack) =>
    noticesFor(pack, kind, stage).flatMap((notice) =>
      notice.requiredBlocks.map((block) => ({ block, pack, notice })),
    ),
  );
  return blockIds.flatMap((block) => {
    const of = wanted.filter((each) => each.block === block);
    if (of.length === 0) return [];
    const exact = of.find(({ notice }) => notice.exactText?.[block])?.notice.exactText?.[block];
    return [
      {
        block,
        by: of.map(({ pack, notice: { source, confidence } }) => ({
          packId: pack.id,
          source,
          confidence,
        })),
        exactText: exact ?? null,
      },
    ];
  });
}

/** Notices for one stage stand beside those that hold in every stage. */
const noticesFor = (pack: Pack, kind: LetterKind, stage: number | null): PackNotice[] =>
  pack.notices.filter(
    (notice) =>
      notice.kind === kind && (notice.stage === undefined || notice.stage === (stage ?? 1)),
  );

/** The packs that want a letter to name an outside body. */
export const bodiesFor = (
  packs: readonly Pack[],
  kind: LetterKind,
  stage: number | null,
): string[] => [
  ...new Set(
    packs.flatMap((pack) =>
      pack.body && noticesFor(pack, kind, stage).some(namesBody) ? [pack.body] : [],
    ),
  ),
];

const namesBody = ({ requiredBlocks: blocks }: PackNotice): boolean =>
  blocks.some((block) => block.startsWith('body'));

/** What may not stand in any letter to anybody. */
const bannedEverywhere: readonly Banned[] = [
  {
    id: 'eu-odr-link',
    pattern: 'ec\\.europa\\.eu/(?:consumers/)?odr|webgate\\.ec\\.europa\\.eu/odr',
    why: 'The platform for online dispute resolution of the EU was closed on 20 July 2025; a link to it misleads.',
    source: 'Regulation (EU) 2024/3228 (U3)',
    confidence: 'second_hand',
  },
];

/** Words that the letter holds and may not: with what was found, and why. */
export function bannedIn(
  packs: readonly Pack[],
  kind: LetterKind,
  text: string,
): { id: string; found: string; why: string }[] {
  const rules = [...bannedEverywhere, ...packs.flatMap((pack) => pack.banned)];
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return [...known.values()].flatMap(({ id, pattern, kinds, why }) => {
    if (kinds && !kinds.includes(kind)) return [];
    const found = new RegExp(pattern, 'iu').exec(text)?.[0];
    return found === undefined ? [] : [{ id, found, why }];
  });
}

/** The rule of a stage, from whichever packs know it: the strictest of them. */
export function stageRule(
  packs: readonly Pack[],
  n: number,
): Pick<PackStage, 'differentHandler' | 'mayBeRefused' | 'name'> | undefined {
  const rules = packs.flatMap((pack) => pack.stages.filter((stage) => stage.n === n));
  const [first] = rules;
  if (!first) return undefined;
  return {
    name: first.name,
    differentHandler: rules.some((rule) => rule.differentHandler),
    mayBeRefused: rules.every((rule) => rule.mayBeRefused),
  };
}

export const extensionRule = (
  packs: readonly Pack[],
  { packId, clockId }: { packId: string; clockId: string },
): PackExtension | undefined =>
  packs
    .find((pack) => pack.id === packId)
    ?.extensions.find((extension) => extension.clock === clockId);

/** What must be on record, each once; a condition that any pack sets aside counts as none. */
export function requiredFields(
  packs: readonly Pack[],
  values: Readonly<Record<string, string | null>>,
): { field: string; packs: string[] }[] {
  const wanted = new Map<string, string[]>();
  const want = (field: string, packId: string) =>
    wanted.set(field, [...(wanted.get(field) ?? []), packId]);
  for (const { id, fields } of packs) {
    for (const field of fields.required) want(field, id);
    for (const { field, when } of fields.conditional) {
      if (when.is.includes(values[when.field] ?? '')) want(field, id);
    }
  }
  return [...wanted].map(([field, by]) => ({ field, packs: [...new Set(by)] }));
}
