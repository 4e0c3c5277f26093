import { sql } from 'kysely';
import type { Tx } from '#database/connection.ts';
import type { WordsRef } from '#ledger/content.ts';
import { type Entry, idOf } from '#ledger/entry.ts';
import type { FlawFact } from './flaw.ts';

export const flawFactTypes = [
  'FlawSuspected',
  'FlawNamed',
  'FlawAboutSet',
  'FlawCauseSet',
  'FlawMerged',
  'FlawDismissed',
  'FlawEnded',
  'FlawReturned',
  'FlawDiscussed',
  'DesignAsked',
  'DesignAnswerMissed',
  'ProblemMadeKnown',
  'ProblemTakenBack',
] as const satisfies readonly FlawFact['type'][];

type Of<T extends FlawFact['type']> = Entry<Extract<FlawFact, { type: T }>>;

export async function projectFlaw(tx: Tx, entry: Entry): Promise<void> {
  const fact = entry as Entry<FlawFact>;
  switch (fact.type) {
    case 'FlawSuspected':
      return suspect(tx, fact);
    case 'FlawNamed':
      return name(tx, fact);
    case 'FlawAboutSet':
    case 'FlawCauseSet':
      return setAxis(tx, fact);
    case 'FlawMerged':
    case 'FlawDismissed':
    case 'FlawEnded':
    case 'FlawReturned':
      return settle(tx, fact);
    case 'FlawDiscussed':
      return discuss(tx, fact);
    case 'DesignAsked':
    case 'DesignAnswerMissed':
      return askDesign(tx, fact);
    case 'ProblemMadeKnown': {
      const { text, until } = fact.data;
      return update(tx, entry, { known_text_id: text.words, known_until: until });
    }
    case 'ProblemTakenBack':
      return update(tx, entry, { known_text_id: null, known_until: null });
  }
}

const fresh = {
  versions: 0,
  design_missed_times: 0,
  returned_times: 0,
} as const;

async function suspect(tx: Tx, entry: Of<'FlawSuspected'>): Promise<void> {
  const { complaintIds, since, usual, chance, words, about, ownerId } = entry.data;
  await tx
    .insertInto('flaws')
    .values({
      ...fresh,
      flaw_id: idOf(entry.stream),
      root_id: idOf(entry.stream),
      state: 'suspected',
      owner_id: ownerId,
      area_id: about.areaId,
      product_id: about.product?.words ?? null,
      place_id: about.place?.words ?? null,
      channel: about.channel,
      since: new Date(since),
      recorded_at: entry.recordedAt,
      suspected_rows: complaintIds,
      usual,
      chance,
      words_id: words.words,
    })
    .execute();
}

async function name(tx: Tx, entry: Of<'FlawNamed'>): Promise<void> {
  const { name: named, harm, ownerId, since, splitFrom } = entry.data;
  const values = {
    state: 'named',
    name_id: named.words,
    harm,
    owner_id: ownerId,
    since: new Date(since),
  };
  if (entry.version > 1) return update(tx, entry, { ...values, ending: null });
  await tx
    .insertInto('flaws')
    .values({
      ...fresh,
      ...values,
      flaw_id: idOf(entry.stream),
      root_id: idOf(entry.stream),
      recorded_at: entry.recordedAt,
      suspected_rows: [],
      split_from: splitFrom,
    })
    .execute();
}

async function setAxis(tx: Tx, entry: Of<'FlawAboutSet'> | Of<'FlawCauseSet'>): Promise<void> {
  const { staffId, reason, ...told } = entry.data;
  const columns =
    entry.type === 'FlawAboutSet'
      ? {
          area_id: entry.data.areaId,
          product_id: entry.data.product?.words ?? null,
          place_id: entry.data.place?.words ?? null,
          channel: entry.data.channel,
        }
      : { cause: entry.data.cause, cause_behind: entry.data.behind };
  await update(tx, entry, columns);
  const axis = entry.type === 'FlawAboutSet' ? 'about' : 'cause';
  await addVersion(tx, entry, { axis, told, reason, staffId });
}

async function settle(
  tx: Tx,
  entry: Of<'FlawMerged'> | Of<'FlawDismissed'> | Of<'FlawEnded'> | Of<'FlawReturned'>,
): Promise<void> {
  const flawId = idOf(entry.stream);
  if (entry.type === 'FlawMerged') {
    const into = sql<string>`(select root_id from flaws where flaw_id = ${entry.data.into})`;
    await tx.updateTable('flaws').set({ root_id: into }).where('root_id', '=', flawId).execute();
    return;
  }
  if (entry.type === 'FlawReturned') {
    const { fixId, cause, count } = entry.data;
    await tx.updateTable('fixes').set({ state: 'returned' }).where('fix_id', '=', fixId).execute();
    await update(tx, entry, {
      state: 'named',
      ending: null,
      returned_at: entry.recordedAt,
      returned_times: sql<number>`returned_times + 1`,
    });
    const told = { ending: null, fixId, cause, count };
    return addVersion(tx, entry, { axis: 'ending', told, reason: null, staffId: null });
  }
  const { reason, staffId } = entry.data;
  const ending = entry.type === 'FlawDismissed' ? 'dismissed' : entry.data.ending;
  const state = entry.type === 'FlawDismissed' ? 'dismissed' : 'ended';
  await update(tx, entry, { state, ending, known_text_id: null, known_until: null });
  await addVersion(tx, entry, { axis: 'ending', told: { ending }, reason, staffId });
}

type Version = { axis: string; told: object; reason: WordsRef | null; staffId: string | null };

async function addVersion(tx: Tx, entry: Entry, { axis, told, reason, staffId }: Version) {
  await update(tx, entry, { versions: sql<number>`versions + 1` });
  const flawId = idOf(entry.stream);
  await tx
    .insertInto('flaw_versions')
    .values({
      flaw_id: flawId,
      version: entry.version,
      axis,
      told: JSON.stringify(told),
      reason_id: reason?.words ?? null,
      set_by: staffId,
      set_at: entry.recordedAt,
    })
    .execute();
}

async function discuss(tx: Tx, entry: Of<'FlawDiscussed'>): Promise<void> {
  const { messageId, kind, staffId, words } = entry.data;
  await tx
    .insertInto('flaw_messages')
    .values({
      flaw_id: idOf(entry.stream),
      message_id: messageId,
      kind,
      staff_id: staffId,
      words_id: words.words,
      said_at: entry.recordedAt,
    })
    .execute();
  if (kind === 'design_answer') {
    await update(tx, entry, { design_answered_at: entry.recordedAt });
  }
}

async function askDesign(
  tx: Tx,
  entry: Of<'DesignAsked'> | Of<'DesignAnswerMissed'>,
): Promise<void> {
  if (entry.type === 'DesignAsked') {
    const { designerId, dueAt } = entry.data;
    return update(tx, entry, {
      designer_id: designerId,
      design_due_at: new Date(dueAt),
      design_answered_at: null,
    });
  }
  const { movedTo, nextDueAt } = entry.data;
  await update(tx, entry, {
    designer_id: movedTo,
    design_due_at: new Date(nextDueAt),
    design_missed_times: sql<number>`design_missed_times + 1`,
  });
}

async function update(tx: Tx, entry: Entry, values: Record<string, unknown>): Promise<void> {
  await tx.updateTable('flaws').set(values).where('flaw_id', '=', idOf(entry.stream)).execute();
}
