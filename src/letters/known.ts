import { dueOf, reckoningOf } from '#clocks/index.ts';
import { letterHead, type Of, pointsOfComplaint } from '#complaints/index.ts';
import type { Database, Tx } from '#database/connection.ts';
import {
  type BlockId,
  bodiesFor,
  type LetterKind,
  outsideBodies,
  type Pack,
  type PackName,
  packsOfComplaint,
  type Requirement,
  requiredBlocks,
  rulesOfComplaint,
  type Shipped,
  stagesOf,
} from '#packs/index.ts';
import { promisesOfComplaint } from '#promises/index.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation, staffById } from '#staff/index.ts';
import type { LetterFacts } from './compose.ts';

/** What a letter of this kind says in any case, whatever packs want beyond that. */
const always: Readonly<Record<LetterKind, readonly BlockId[]>> = {
  acknowledgement: ['reference', 'handler', 'answerBy'],
  update: ['reference', 'followUp'],
  holding: ['reference', 'delayReason', 'newDate'],
  delay: ['reference', 'delayReason', 'newDate'],
  summary: ['reference', 'resolved'],
  final: ['reference', 'decision', 'reasons'],
  refusal: ['reference', 'refusalReason', 'body'],
};

/** Everything about a complaint that decides what a letter must hold, and with what it is filled. */
export type Scene = {
  facts: LetterFacts;
  packs: (PackName & { pack: Pack })[];
  stage: number;
  required: Requirement[];
};

type Asked = { kind: LetterKind; authorId: string | null; enclosures: readonly string[] };

export async function sceneOf(
  db: Database | Tx,
  { shipped, now }: { shipped: Shipped; now: Date },
  of: Of,
  { kind, authorId, enclosures }: Asked,
): Promise<Scene> {
  const head = await letterHead(db, of);
  if (!head) throw notFound('There is no such complaint.');
  const organisation = await assertOrganisation(db);
  const applied = await packsOfComplaint(db, of);
  const packs = applied.map(({ packId, version, digest, pack }) => ({
    packId,
    version,
    digest,
    pack,
  }));
  const rules = packs.map(({ pack }) => pack);
  const stage = (await stagesOf(db, of)).at(-1)?.stage ?? 1;
  const owner = await staffById(db, head.ownerId);
  const stated = await outsideBodies(db, shipped);
  const bodies = bodiesFor(rules, kind, stage).flatMap((id) => stated[id] ?? []);
  const points = await pointsOfComplaint(db, of);
  const facts: LetterFacts = {
    reference: head.reference,
    receivedAt: head.receivedAt,
    zone: organisation.zone,
    customerName: head.customerName,
    handler: {
      name: head.ownerName,
      title: head.ownerTitle,
      phone: owner?.phone ?? organisation.phone,
      email: organisation.email,
    },
    housePhone: organisation.phone,
    author: await authorOf(db, authorId),
    answerBy: await answerBy(db, of, { stage, receivedAt: head.receivedAt, now }),
    rights: organisation.rights,
    stage,
    points: points
      .filter(({ isDropped }) => !isDropped)
      .map(({ text, finding, reason }) => ({ text: text ?? '', finding, reason })),
    promises: await owed(db, of),
    bodies,
    enclosures,
  };
  return {
    facts,
    packs,
    stage,
    required: withAlways(requiredBlocks(rules, { kind, stage }), kind),
  };
}

/** Nobody, where the program says it by itself. */
async function authorOf(db: Database | Tx, staffId: string | null): Promise<LetterFacts['author']> {
  const { name = '', title = '' } = (staffId && (await staffById(db, staffId))) || {};
  return { name, title };
}

function withAlways(required: readonly Requirement[], kind: LetterKind): Requirement[] {
  const wanted = new Set(required.map(({ block }) => block));
  const ours = always[kind].filter((block) => !wanted.has(block));
  return [...required, ...ours.map((block) => ({ block, by: [], exactText: null }))];
}

async function owed(db: Database | Tx, { customerId, complaintId }: Of) {
  const promises = await promisesOfComplaint(db, customerId, complaintId);
  return promises
    .filter(({ kind, state }) => kind === 'action' && state === 'open')
    .map(({ text, dueAt }) => ({ text: text ?? '', dueAt }));
}

type AnswerDue = { stage: number; receivedAt: Date; now: Date };

/** The earliest date that the rules set for the answer; where they set none, the one that we promised. */
async function answerBy(
  db: Database | Tx,
  of: Of,
  { stage, receivedAt, now }: AnswerDue,
): Promise<Date | null> {
  const reckoning = reckoningOf(await assertOrganisation(db));
  const dates = (await rulesOfComplaint(db, of))
    .map(({ rule }) => rule)
    .filter((rule) => rule.notice === 'final' && (rule.stage ?? stage) === stage)
    .map((rule) => dueOf(rule, rule.anchor === 'received' ? receivedAt : now, reckoning));
  if (dates.length > 0) return new Date(Math.min(...dates.map((date) => date.getTime())));
  const promises = await promisesOfComplaint(db, of.customerId, of.complaintId);
  return promises.find(({ kind, state }) => kind === 'answer' && state === 'open')?.dueAt ?? null;
}
