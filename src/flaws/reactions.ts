import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import type { NoticeFact } from '#notices/index.ts';
import { finishTask, giveTask, type TaskKind } from '#tasks/index.ts';
import type { FixFact } from './fix.ts';
import { fixRow, tellingOfNotice } from './fix-queries.ts';
import type { FlawFact } from './flaw.ts';
import { flawRow, handlersBehind } from './queries.ts';
import type { TellingFact } from './telling.ts';

const keyOf = (kind: TaskKind, ...ids: string[]): string => [kind, ...ids].join(':');

/** Who has to look at a flaw, and who no longer has to. */
export async function giveFlawTasks(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, stream } = entry as Entry<FlawFact>;
  const flawId = idOf(stream);
  switch (type) {
    case 'FlawSuspected':
      return give(unit, { staffId: data.ownerId, kind: 'flaw_suspected', flawId });
    case 'FlawNamed':
      await finishTask(unit, keyOf('flaw_suspected', flawId));
      return askForIdeas(unit, flawId);
    case 'FlawMerged':
    case 'FlawDismissed':
    case 'FlawEnded':
      return finishAll(unit, flawId);
    case 'FlawReturned': {
      const flaw = await flawRow(unit.tx, flawId);
      if (flaw) await give(unit, { staffId: flaw.ownerId, kind: 'flaw_returned', flawId });
      return;
    }
    case 'DesignAsked':
    case 'DesignAnswerMissed': {
      await finishTask(unit, keyOf('design_answer', flawId));
      const staffId = type === 'DesignAsked' ? data.designerId : data.movedTo;
      return give(unit, { staffId, kind: 'design_answer', flawId });
    }
    case 'FlawDiscussed': {
      if (data.kind === 'design_answer') await finishTask(unit, keyOf('design_answer', flawId));
      if (data.kind === 'proposal') {
        await finishTask(unit, keyOf('flaw_idea', flawId, data.staffId));
      }
      return;
    }
    default:
  }
}

const give = (
  unit: Unit,
  { staffId, kind, flawId }: { staffId: string; kind: TaskKind; flawId: string },
): Promise<void> =>
  giveTask(unit, { staffId, kind, key: keyOf(kind, flawId), subject: { flawId } });

/** Of a flaw behind hundreds of complaints not everybody is asked. */
const askedMax = 20;

/** Whoever handled the complaints behind it knows best how to end it. */
async function askForIdeas(unit: Unit, flawId: string): Promise<void> {
  const handlers = await handlersBehind(unit.tx, flawId);
  for (const { id } of handlers.slice(0, askedMax)) {
    const key = keyOf('flaw_idea', flawId, id);
    await giveTask(unit, { staffId: id, kind: 'flaw_idea', key, subject: { flawId } });
  }
}

async function finishAll(unit: Unit, flawId: string): Promise<void> {
  for (const kind of ['flaw_suspected', 'flaw_returned', 'design_answer'] as const) {
    await finishTask(unit, keyOf(kind, flawId));
  }
  await finishIdeas(unit, flawId);
}

async function finishIdeas(unit: Unit, flawId: string): Promise<void> {
  for (const { id } of await handlersBehind(unit.tx, flawId)) {
    await finishTask(unit, keyOf('flaw_idea', flawId, id));
  }
}

/** A training is somebody's task until it was held; what was not shown to help is looked at again. */
export async function giveFixTasks(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, stream } = entry as Entry<FixFact>;
  const fixId = idOf(stream);
  const { flawId } = data;
  const subject = { flawId, fixId };
  if (type === 'FixPlanned') {
    await finishTask(unit, keyOf('flaw_returned', flawId));
    await finishIdeas(unit, flawId);
    if (data.kind !== 'training') return;
    const key = keyOf('training', fixId);
    await giveTask(unit, { staffId: data.ownerId, kind: 'training', key, subject });
  }
  if (type === 'FixShipped' || type === 'FixDropped') {
    await finishTask(unit, keyOf('training', fixId));
  }
  if (type === 'FixUnproven' && data.isLast) {
    const fix = await fixRow(unit.tx, fixId);
    if (!fix) return;
    const key = keyOf('fix_unproven', fixId);
    await giveTask(unit, { staffId: fix.ownerId, kind: 'fix_unproven', key, subject });
  }
}

/** A customer says that it is still broken: whoever fixed it looks. */
export async function giveBrokenTask(unit: Unit, { data }: Entry): Promise<void> {
  const { flawId, fixId, complaintId } = data as Extract<
    TellingFact,
    { type: 'FixFoundBroken' }
  >['data'];
  const fix = await fixRow(unit.tx, fixId);
  if (!fix) return;
  await giveTask(unit, {
    staffId: fix.ownerId,
    kind: 'fix_still_broken',
    key: keyOf('fix_still_broken', fixId),
    subject: { flawId, fixId, ...(complaintId && { complaintId }) },
  });
}

/** Who could not be told is told by a person. */
export async function giveNotToldTask(unit: Unit, entry: Entry): Promise<void> {
  const { data, customerId, stream } = entry as Entry<
    Extract<NoticeFact, { type: 'NoticeFailed' }>
  >;
  if (data.kind !== 'fix_shipped' || data.told) return;
  const telling = await tellingOfNotice(unit.tx, { customerId, noticeId: idOf(stream) });
  if (!telling) return;
  const { fixId, complaintId, ownerId } = telling;
  await giveTask(unit, {
    staffId: ownerId,
    kind: 'fix_not_told',
    key: keyOf('fix_not_told', fixId, customerId),
    subject: { fixId, ...(complaintId && { complaintId }) },
  });
}
