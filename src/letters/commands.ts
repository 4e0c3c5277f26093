import type { ClockEvent } from '#calendar/clock-rule.ts';
import { extendClock, noteHappened } from '#clocks/index.ts';
import type { Of } from '#complaints/index.ts';
import type { Person } from '#http/caller.ts';
import { filesOfTickets } from '#http/uploads.ts';
import { newId } from '#id.ts';
import type { WordsRef } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { textOf } from '#mail/compose-blocks.ts';
import { answerCustomer, type NoticeMeans } from '#notices/index.ts';
import {
  assertMayExtend,
  assertMayRefuseStage,
  bannedIn,
  dealtWith,
  type LetterKind,
  type Shipped,
  stageRule,
  stagesOf,
} from '#packs/index.ts';
import { Refusal } from '#refusal.ts';
import { compose, type Draft } from './compose.ts';
import { type Scene, sceneOf } from './known.ts';
import { type LetterFact, letterStream } from './letter.ts';
import type { LetterBody } from './schemas.ts';
import { letterTexts } from './texts.ts';

export type LetterMeans = { means: NoticeMeans; shipped: Shipped };

type Sending = { of: Of; person: Person; wish: LetterBody };

/** What a letter means to the clocks of a complaint. What is final is told by the answer itself. */
const meanings: Partial<Record<LetterKind, ClockEvent>> = {
  acknowledgement: 'acknowledged',
  update: 'updateSent',
  holding: 'holdingSent',
  delay: 'delaySent',
  summary: 'finalSent',
};

/**
 * Sends a letter that holds everything that the rules want in it, or refuses with what is missing.
 * It goes the way of every answer; its text is kept as it went out, with its digest in the ledger.
 */
export async function sendLetter(
  unit: Unit,
  { means, shipped }: LetterMeans,
  { of, person, wish }: Sending,
): Promise<{ letterId: string; messageId: string }> {
  const { kind, language, newDate } = wish;
  const enclosures = filesOfTickets(means, wish.files).map(({ name }) => name);
  const asked = { kind, authorId: person.staffId, enclosures };
  const scene = await sceneOf(unit.tx, { shipped, now: unit.now }, of, asked);
  const draft = compose(wish, scene.facts, scene.required);
  assertSendable(scene, draft, wish);
  await assertAllowed(unit, of, { scene, draft, person, wish });
  const composed = { subject: draft.subject, language, blocks: draft.blocks };
  const promises =
    newDate && isPutOff(kind)
      ? [{ text: letterTexts[language].promiseOfAnswer, dueAt: newDate }]
      : [];
  const { messageId } = await answerCustomer(unit, means, {
    of,
    person,
    composed,
    wish: {
      text: ownText(wish),
      promises,
      ...(wish.files && { files: wish.files }),
      ...(wish.by && { by: wish.by }),
      ...(wish.noAction && { noAction: wish.noAction }),
      ...(kind === 'final' && { isFinal: true }),
    },
  });
  const letterId = newId();
  const fact: LetterFact = {
    type: 'LetterSent',
    data: {
      complaintId: of.complaintId,
      kind,
      language,
      messageId,
      stage: scene.stage,
      packs: scene.packs.map(({ packId, version, digest }) => ({ packId, version, digest })),
      blocks: draft.parts.map(({ block }) => block),
      content: await keep(unit, of, JSON.stringify(composed)),
      newDateAt: newDate?.toISOString() ?? null,
      extended: wish.extends ?? null,
      staffId: person.staffId,
    },
  };
  await unit.record(letterStream(of.customerId, letterId), [fact]);
  await tellClocks(unit, of, { wish, scene, messageId, by: person.staffId });
  return { letterId, messageId };
}

const isPutOff = (kind: LetterKind): boolean => kind === 'holding' || kind === 'delay';

/** What its writer says; our own sentences are not theirs to be held against. */
const ownText = ({ own }: Pick<LetterBody, 'own'>): string => Object.values(own).join('\n\n');

/** Nothing is missing, and nothing stands in it that may not. */
function assertSendable(scene: Scene, draft: Draft, { kind }: Pick<LetterBody, 'kind'>): void {
  const { missing } = draft;
  if (missing.length > 0) {
    throw new Refusal('blocks_missing', 'The letter lacks {blocks}.', {
      status: 409,
      values: { blocks: missing.map(({ block }) => block).join(', ') },
      fields: missing.map(({ block, missing: why }) => ({ field: block, message: why ?? '' })),
    });
  }
  const banned = bannedWords(scene, draft, kind);
  if (banned.length === 0) return;
  throw new Refusal('stale_block', 'The letter holds what may not stand in it: {found}.', {
    status: 409,
    values: { found: banned.map(({ found, why }) => `“${found}” (${why})`).join('; ') },
    fields: banned.map(({ id, why }) => ({ field: id, message: why })),
  });
}

/** Also what stands below every letter of ours: our own number. */
export function bannedWords({ packs, facts }: Scene, { blocks }: Draft, kind: LetterKind) {
  const rules = packs.map(({ pack }) => pack);
  return bannedIn(rules, kind, `${textOf(blocks)}\n${facts.housePhone}`);
}

type Weighed = { scene: Scene; draft: Draft; person: Person; wish: LetterBody };

async function assertAllowed(
  unit: Unit,
  of: Of,
  { scene, draft, person, wish }: Weighed,
): Promise<void> {
  const packs = scene.packs.map(({ pack }) => pack);
  if (wish.kind === 'refusal') assertMayRefuseStage(packs, scene.stage + 1);
  if (wish.kind === 'final') await assertOther(unit, of, { scene, person });
  if (!wish.extends) return;
  if (wish.kind !== 'holding') {
    throw new Refusal(
      'not_a_holding_letter',
      'A date is put off by a letter that says so: a holding letter.',
    );
  }
  assertMayExtend(packs, {
    ...wish.extends,
    reason: wish.own.delayReason ?? null,
    newDate: wish.newDate,
    namesBody: draft.parts.some(({ block }) => block === 'body'),
    hasConsent: wish.hasConsent,
  });
}

/** A later stage is answered by somebody who had nothing to do with the earlier ones. */
async function assertOther(
  unit: Unit,
  of: Of,
  { scene: { packs, stage }, person }: Pick<Weighed, 'scene' | 'person'>,
): Promise<void> {
  const rule = stageRule(
    packs.map(({ pack }) => pack),
    stage,
  );
  const begun = (await stagesOf(unit.tx, of)).at(-1);
  if (!rule?.differentHandler || !begun) return;
  const earlier = await dealtWith(unit.tx, of, begun.begunAt);
  if (!earlier.includes(person.staffId)) return;
  throw new Refusal(
    'same_handler',
    'This stage is answered by somebody who has not dealt with the complaint before.',
    { status: 409 },
  );
}

type Told = { wish: LetterBody; scene: Scene; messageId: string; by: string };

async function tellClocks(unit: Unit, of: Of, { wish, scene, messageId, by }: Told): Promise<void> {
  const { extends: put, newDate, own } = wish;
  if (put && newDate) {
    const reason = await keep(unit, of, own.delayReason ?? '');
    await extendClock(unit, of, {
      packId: put.packId,
      ruleId: put.clockId,
      dueAt: newDate,
      reason,
      by,
    });
  }
  const event = meanings[wish.kind];
  if (!event) return;
  await noteHappened(unit, of, [{ event, at: unit.now, stage: scene.stage, messageId }]);
}

async function keep(unit: Unit, { customerId }: Of, text: string): Promise<WordsRef> {
  const [words] = await unit.keepWords(customerId, [text]);
  if (!words) throw new Error('the words were not kept');
  return words;
}
