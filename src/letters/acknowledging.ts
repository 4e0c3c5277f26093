import { languageNow } from '#languages/i18n.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { RuleBlocks } from '#notices/index.ts';
import { type BlockId, letterBlocks, type Shipped } from '#packs/index.ts';
import { compose } from './compose.ts';
import { sceneOf } from './known.ts';

/** What every acknowledgement says in words of its own. */
const saidAnyway: ReadonlySet<BlockId> = new Set(['reference', 'handler', 'procedure']);

/**
 * What the packs want in the acknowledgement that the program sends by itself, as far as it is known.
 * What only a person can say has to come in a letter of theirs.
 */
export const acknowledgementBlocks =
  (shipped: Shipped): RuleBlocks =>
  async (unit: Unit, of) => {
    const asked = { kind: 'acknowledgement', authorId: null, enclosures: [] } as const;
    const { facts, packs, required } = await sceneOf(
      unit.tx,
      { shipped, now: unit.now },
      of,
      asked,
    );
    if (packs.length === 0) return [];
    const wanted = required.filter(
      ({ block, by }) =>
        by.length > 0 && letterBlocks[block] === 'filled' && !saidAnyway.has(block),
    );
    const wish = { kind: 'acknowledgement', own: {}, waiver: null, newDate: null } as const;
    return compose({ ...wish, language: languageNow() }, facts, wanted).parts.flatMap(
      ({ blocks }) => blocks,
    );
  };
