import { ORGANISATION_ID } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Entry, Fact, Stream } from '#ledger/entry.ts';
import { notFound, Refusal } from '#refusal.ts';

/** What comes next with a flaw, by how it stands; a person may say it in their own words. */
export const steps = [
  'confirm',
  'find_cause',
  'ask_design',
  'await_design',
  'plan_fix',
  'ship_fix',
  'wait_for_proof',
  'look_again',
  'answer_voice',
] as const;
export type Step = (typeof steps)[number];

export type DraftedItem = {
  itemId: string;
  flawId: string | null;
  voiceId: string | null;
  harm: number;
  /** Complaints a week. */
  frequency: number;
  /** All whom it hits for each who complains. */
  silence: number;
  ownerId: string;
  step: Step;
};

type Is<T extends string, D> = { type: T; data: D };

export type ActionFact = Fact &
  (
    | Is<'ActionListDrafted', { weekOn: string; complaints: number; items: DraftedItem[] }>
    | Is<
        'ActionStepSet',
        { weekOn: string; itemId: string; ownerId: string; step: WordsRef; staffId: string }
      >
    | Is<
        'ActionSettled',
        {
          weekOn: string;
          itemId: string;
          outcome: 'done' | 'dropped';
          words: WordsRef;
          staffId: string;
        }
      >
    | Is<'SilenceAssumed', { kind: string; silent: number; reason: WordsRef; staffId: string }>
  );

/** One list for each week, by its Monday. */
export const actionsStream = (weekOn: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `actions:${weekOn}`,
});

export const silenceStream = (kind: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `silence:${kind}`,
});

export type ActionList = { open: ReadonlySet<string>; all: ReadonlySet<string> };

export function actionsFrom(entries: readonly Entry[]): ActionList | undefined {
  const [first, ...rest] = entries as readonly Entry<ActionFact>[];
  if (first?.type !== 'ActionListDrafted') return undefined;
  const all = new Set(first.data.items.map(({ itemId }) => itemId));
  const open = new Set(all);
  for (const { type, data } of rest) if (type === 'ActionSettled') open.delete(data.itemId);
  return { open, all };
}

export function assertOpen({ open, all }: ActionList, itemId: string): void {
  if (open.has(itemId)) return;
  if (!all.has(itemId)) throw notFound('There is no such item on this list.');
  throw new Refusal('settled_already', 'Somebody has said already what was done with it.', {
    status: 409,
  });
}

/** One page. */
const itemsMax = 10;

export type Ranked = Omit<DraftedItem, 'itemId'>;

export const scoreOf = ({
  harm,
  frequency,
  silence,
}: Pick<Ranked, 'harm' | 'frequency' | 'silence'>) => harm * frequency * silence;

/** By harm × frequency × silence, the worst first; of equals in a stable order. */
export const ranked = (candidates: readonly Ranked[]): Ranked[] =>
  candidates
    .filter((candidate) => scoreOf(candidate) > 0)
    .toSorted((one, other) => scoreOf(other) - scoreOf(one) || (idOf(one) < idOf(other) ? -1 : 1))
    .slice(0, itemsMax);

const idOf = ({ flawId, voiceId }: Ranked): string => flawId ?? voiceId ?? '';
