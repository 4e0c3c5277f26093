import { sql } from 'kysely';
import type { Database, Tx } from '#database/connection.ts';
import { ORGANISATION_ID } from '#id.ts';
import { type Step, scoreOf } from './actions.ts';
import { assumedSilence, type SilenceKind, silenceKinds } from './silence.ts';
import type { Decision } from './voice.ts';

type Named = { id: string; name: string };

const shownMax = 200;

const text = (column: string) =>
  sql<string | null>`(select text from words
    where customer_id = ${ORGANISATION_ID} and words_id = ${sql.ref(column)})`;

const name = (column: string) =>
  sql<string | null>`(select name from staff where staff_id = ${sql.ref(column)})`;

export type VoiceView = {
  id: string;
  text: string;
  /** Null: somebody who did not want to be named. */
  saidBy: Named | null;
  complaintId: string | null;
  flawId: string | null;
  owner: Named;
  dueAt: Date;
  movedUpTimes: number;
  saidAt: Date;
  decision: Decision | null;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
};

/** What our own people say is wrong, the newest first. */
export async function listVoices(
  db: Database | Tx,
  asked: { isAnswered: boolean; complaintId?: string | undefined },
): Promise<VoiceView[]> {
  let query = db
    .selectFrom('voices')
    .select([
      'voice_id as id',
      text('voices.words_id').as('text'),
      'said_by as sayerId',
      name('voices.said_by').as('sayer'),
      'complaint_id as complaintId',
      'flaw_id as flawId',
      'owner_id as ownerId',
      name('voices.owner_id').as('owner'),
      'due_at as dueAt',
      'moved_up_times as movedUpTimes',
      'said_at as saidAt',
      'decision',
      text('voices.answer_id').as('answer'),
      name('voices.answered_by').as('answeredBy'),
      'answered_at as answeredAt',
    ])
    .where('answered_at', asked.isAnswered ? 'is not' : 'is', null);
  if (asked.complaintId) query = query.where('complaint_id', '=', asked.complaintId);
  const rows = await query
    .orderBy('said_at', 'desc')
    .orderBy('voice_id', 'desc')
    .limit(shownMax)
    .execute();
  return rows.map(({ sayerId, sayer, ownerId, owner, decision, ...row }) => ({
    ...row,
    text: row.text ?? '',
    saidBy: sayerId ? { id: sayerId, name: sayer ?? '' } : null,
    owner: { id: ownerId, name: owner ?? '' },
    decision: decision as Decision | null,
  }));
}

export const openVoices = (db: Database | Tx): Promise<{ voiceId: string; ownerId: string }[]> =>
  db
    .selectFrom('voices')
    .select(['voice_id as voiceId', 'owner_id as ownerId'])
    .where('answered_at', 'is', null)
    .orderBy('said_at')
    .limit(shownMax)
    .execute();

export async function dueVoices(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('voices')
    .select('voice_id')
    .where('answered_at', 'is', null)
    .where('due_at', '<=', now)
    .limit(shownMax)
    .execute();
  return rows.map((row) => row.voice_id);
}

export type Assumption = {
  kind: SilenceKind;
  silent: number;
  because: string;
  by: string | null;
};

/** What is assumed at the moment, and why. */
export async function assumptions(db: Database | Tx): Promise<Assumption[]> {
  const rows = await db
    .selectFrom('silence_assumptions')
    .select([
      'kind',
      'silent',
      text('silence_assumptions.reason_id').as('because'),
      name('silence_assumptions.set_by').as('by'),
    ])
    .execute();
  return silenceKinds.map((kind) => {
    const set = rows.find((row) => row.kind === kind);
    if (!set) return { kind, ...assumedSilence[kind], by: null };
    return { kind, silent: set.silent, because: set.because ?? '', by: set.by };
  });
}

export async function silenceNow(db: Database | Tx): Promise<Record<SilenceKind, number>> {
  const all = await assumptions(db);
  return Object.fromEntries(all.map(({ kind, silent }) => [kind, silent])) as Record<
    SilenceKind,
    number
  >;
}

export type ItemView = {
  id: string;
  what: string;
  flawId: string | null;
  voiceId: string | null;
  harm: number;
  frequency: number;
  silence: number;
  score: number;
  owner: Named;
  step: Step;
  stepText: string | null;
  outcome: 'done' | 'dropped' | null;
  outcomeText: string | null;
  settledBy: string | null;
  /** How the flaw stands now, whatever was said. */
  flawState: string | null;
};

export type ListView = {
  weekOn: string;
  draftedAt: Date;
  complaints: number;
  items: ItemView[];
};

/** The list of one week, or the newest. */
export async function actionList(
  db: Database | Tx,
  weekOn: string | null,
): Promise<ListView | undefined> {
  let query = db
    .selectFrom('action_lists')
    .select(['week_on as weekOn', 'drafted_at as draftedAt', 'complaints']);
  if (weekOn) query = query.where('week_on', '=', weekOn);
  const list = await query.orderBy('week_on', 'desc').limit(1).executeTakeFirst();
  return list && { ...list, items: await itemsOf(db, list.weekOn) };
}

export async function listBefore(db: Database | Tx, weekOn: string): Promise<ListView | undefined> {
  const row = await db
    .selectFrom('action_lists')
    .select('week_on')
    .where('week_on', '<', weekOn)
    .orderBy('week_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && actionList(db, row.week_on);
}

async function itemsOf(db: Database | Tx, weekOn: string): Promise<ItemView[]> {
  const rows = await db
    .selectFrom('action_items')
    .leftJoin('flaws', 'flaws.flaw_id', 'action_items.flaw_id')
    .leftJoin('voices', 'voices.voice_id', 'action_items.voice_id')
    .select([
      'item_id as id',
      text('flaws.name_id').as('flawName'),
      text('flaws.words_id').as('flawWords'),
      text('voices.words_id').as('voiceText'),
      'action_items.flaw_id as flawId',
      'action_items.voice_id as voiceId',
      'action_items.harm',
      'frequency',
      'silence',
      'action_items.owner_id as ownerId',
      name('action_items.owner_id').as('owner'),
      'step',
      text('action_items.step_words_id').as('stepText'),
      'outcome',
      text('action_items.outcome_words_id').as('outcomeText'),
      name('action_items.settled_by').as('settledBy'),
      'flaws.state as flawState',
    ])
    .where('week_on', '=', weekOn)
    .orderBy('place')
    .execute();
  return rows.map(({ flawName, flawWords, voiceText, ownerId, owner, step, outcome, ...row }) => ({
    ...row,
    what: flawName ?? flawWords ?? voiceText?.slice(0, whatMax) ?? '',
    score: scoreOf(row),
    owner: { id: ownerId, name: owner ?? '' },
    step: step as Step,
    outcome: outcome as ItemView['outcome'],
  }));
}

const whatMax = 120;
