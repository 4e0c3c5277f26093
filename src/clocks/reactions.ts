import type { ClockEvent, Happened } from '#calendar/clock-rule.ts';
import { type ComplaintFact, complaintIdOf, complaintStream, type Of } from '#complaints/index.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { type PackFact, stagesOf } from '#packs/index.ts';
import { type RemedyFact, remediesOf } from '#remedies/index.ts';
import { assertOrganisation } from '#staff/index.ts';
import { passTaskOn } from '#tasks/index.ts';
import { firstAnswer } from './charter.ts';
import { type ClockFact, clockStream, isOpen, told } from './clock.ts';
import { loadScene, noteHappened, promisedDays, recordClocks } from './commands.ts';
import { reckoningOf } from './due.ts';
import { endAll, follow, reopen, type Scene, sayAgain, unacknowledge, unsay } from './follow.ts';
import { happenedBy, historyOf } from './happened.ts';
import { recompute } from './moving.ts';
import { ownersTaskKeys } from './telling.ts';

/** With every complaint: by when a person answers. What the packs ask for comes with them. */
export async function startClocks(unit: Unit, entry: Entry): Promise<void> {
  const { customerId, stream } = entry;
  const complaintId = idOf(stream);
  const reckoning = reckoningOf(await assertOrganisation(unit.tx));
  const scene = { complaintId, clocks: [], rules: [firstAnswer], reckoning, now: unit.now };
  // It was promised from the moment at which we had it, whenever it was sent.
  const facts = follow(scene, { event: 'received', at: unit.now });
  await unit.record(clockStream(customerId, complaintId), facts);
}

/** A complaint falls under a pack, or under a variant of it: its clocks run as if they always had. */
export async function startClocksOfPacks(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<PackFact>;
  if (type !== 'PacksApplied') return;
  const of = { customerId, complaintId: data.complaintId };
  const scene = await loadScene(unit, of);
  const names = new Set(data.packs.map(({ packId }) => packId));
  const isOfThese = ({ packId }: { packId: string }) => names.has(packId);
  const promised = await promisedDays(unit, of);
  const moved = scene.clocks
    .filter(isOfThese)
    .flatMap((clock) => recompute(scene, clock, { cause: 'pack', promised }));
  const known = new Set(scene.clocks.map(({ packId, ruleId }) => `${packId} ${ruleId}`));
  const rules = scene.rules
    .filter(isOfThese)
    .filter(({ packId, rule }) => !known.has(`${packId} ${rule.id}`));
  const facts = followAll({ ...scene, clocks: [], rules }, await historyHere(unit, of));
  await recordClocks(unit, of, { clocks: scene.clocks, facts: [...moved, ...facts] });
}

function followAll(scene: Scene, history: readonly Happened[]): ClockFact[] {
  const facts: ClockFact[] = [];
  for (const happened of history) {
    const clocks = facts.reduce(told, [...scene.clocks]);
    facts.push(...follow({ ...scene, clocks }, happened));
  }
  return facts;
}

/** From its own stream, from its stages and from its remedies; letters meet only what runs already. */
async function historyHere(unit: Unit, of: Of): Promise<Happened[]> {
  const entries = await unit.load(complaintStream(of.customerId, of.complaintId));
  const stages = await stagesOf(unit.tx, of);
  const history: Happened[] = [
    ...historyOf(entries),
    ...stages.map(({ stage, requestedAt: at }) => ({
      event: 'escalationRequested' as const,
      at,
      stage,
    })),
    ...(await remediesHere(unit, of)),
  ];
  return history.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

async function remediesHere(unit: Unit, { customerId, complaintId }: Of): Promise<Happened[]> {
  const happened: Happened[] = [];
  for (const { remedyId } of await remediesOf(unit.tx, { customerId, complaintId })) {
    const entries = await unit.load({ customerId, stream: `remedy:${remedyId}` });
    for (const { type, recordedAt: at } of entries) {
      const event = remedyEvents[type];
      if (event) happened.push({ event, at });
    }
  }
  return happened;
}

/** What the customer or one of us said or did meets clocks, starts some, and lets some run on. */
export async function followComplaint(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  const of = { customerId, complaintId: idOf(stream) };
  switch (type) {
    case 'AcknowledgementFailed':
      return change(unit, of, unacknowledge);
    case 'AnswerFailed':
      return change(unit, of, (scene) => unsay(scene, data.messageId));
    case 'AnswerArrived':
      return change(unit, of, (scene) => sayAgain(scene, data.messageId, unit.now));
    case 'ComplaintReopened':
      return change(unit, of, reopen);
    case 'ComplaintJoined':
      return change(unit, of, endAll);
    default: {
      const happened = happenedBy(entry);
      if (happened.length > 0) await noteHappened(unit, of, happened);
    }
  }
}

export const followedTypes = [
  'ComplaintAcknowledged',
  'AcknowledgementFailed',
  'MessageAdded',
  'AnswerFailed',
  'AnswerArrived',
  'ComplaintReopened',
  'ComplaintJoined',
  'ComplaintClosed',
] as const satisfies readonly ComplaintFact['type'][];

async function change(unit: Unit, of: Of, decide: (scene: Scene) => ClockFact[]): Promise<void> {
  const scene = await loadScene(unit, of);
  await recordClocks(unit, of, { clocks: scene.clocks, facts: decide(scene) });
}

const remedyEvents: Readonly<Record<string, ClockEvent>> = {
  RemedyOffered: 'proposed',
  RemedyAccepted: 'accepted',
  RemedyDelivered: 'fixed',
} satisfies Partial<Record<RemedyFact['type'], ClockEvent>>;

/** A remedy that is offered, accepted and delivered. */
export async function followRemedy(unit: Unit, entry: Entry): Promise<void> {
  const event = remedyEvents[entry.type];
  if (!event) return;
  const of = { customerId: entry.customerId, complaintId: complaintIdOf(entry) };
  await noteHappened(unit, of, [{ event, at: entry.recordedAt }]);
}

/** The customer wants the next stage. */
export async function followStage(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId } = entry as Entry<PackFact>;
  if (type !== 'StageBegun') return;
  const { complaintId, stage, requestedAt } = data;
  const happened = { event: 'escalationRequested', at: new Date(requestedAt), stage } as const;
  await noteHappened(unit, { customerId, complaintId }, [happened]);
}

/** Whoever takes the complaint takes the tasks of its dates with it. */
export async function passClocksOn(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, customerId, stream } = entry as Entry<ComplaintFact>;
  if (type !== 'OwnerChanged') return;
  const { clocks } = await loadScene(unit, { customerId, complaintId: idOf(stream) });
  for (const key of clocks.filter(isOpen).flatMap(ownersTaskKeys))
    await passTaskOn(unit, key, data.ownerId);
}
