import { ORGANISATION_ID } from '#id.ts';
import { type Entry, type Fact, idOf, type Stream } from '#ledger/entry.ts';

/**
 * `mailbox_unreachable`: nothing could be fetched for some minutes. `mailbox_differs`: a day's mail
 * on the server is not all here. `mail_unread`: a mail that the reader gave up on became a complaint
 * and wants human eyes. `article_review`: the review date of an article has passed. `article_wanted`:
 * an article is missing that customers or colleagues ask for. `reply_held`: what somebody sent off could not go out after all.
 * `skill_expires`: what somebody is trained for holds no longer than some weeks.
 * `cover_asked`: a colleague is away and this person answers meanwhile.
 * `errand_waiting`: an errand waits at the top of the line. `errand_later`: a fixer accepted an errand for a
 * day after the one that was promised. `team_overloaded`: a team of fixers has more than it can do by
 * the dates that were promised. `webhook_failing`: the tool of a team does not hear us.
 * `approval_waiting`: a remedy waits at the top of the line for a decision.
 * `flaw_suspected`: the program suspects a flaw and a person looks. `flaw_idea`: who handled the
 * complaints behind a flaw is asked how to fix it. `flaw_returned`: what was fixed is broken again.
 * `design_answer`: the designers are asked for an answer by a date. `training`: a cause was not taught.
 * `fix_unproven`: no fewer complaints came after a fix. `fix_still_broken`: a customer says so.
 * `fix_not_told`: a customer could not be told of a fix. `voice_answer`: one of us waits for an answer.
 * `account_wrote`: a customer whom this person looks after brought something to us.
 */
export const taskKinds = [
  'mailbox_unreachable',
  'mailbox_differs',
  'mail_unread',
  'article_review',
  'article_wanted',
  'reply_held',
  'approval_waiting',
  'errand_waiting',
  'errand_later',
  'team_overloaded',
  'webhook_failing',
  'cover_asked',
  'skill_expires',
  'clock_warning',
  'clock_breached',
  'flaw_suspected',
  'flaw_idea',
  'flaw_returned',
  'design_answer',
  'training',
  'fix_unproven',
  'fix_still_broken',
  'fix_not_told',
  'voice_answer',
  'account_wrote',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What it is about: ids only, as everywhere in the ledger. */
export type TaskSubject = {
  mailboxId?: string;
  mailId?: string;
  complaintId?: string;
  articleId?: string;
  wantedId?: string;
  staffId?: string;
  teamId?: string;
  clockId?: string;
  flawId?: string;
  fixId?: string;
  voiceId?: string;
};

type Is<T extends string, D> = { type: T; data: D };

export type TaskFact = Fact &
  (
    | Is<'TaskGiven', { staffId: string; kind: TaskKind; key: string; subject: TaskSubject }>
    | Is<'TaskPassedOn', { staffId: string }>
    | Is<'TaskDone', { staffId: string | null }>
  );

export const taskStream = (taskId: string): Stream => ({
  customerId: ORGANISATION_ID,
  stream: `task:${taskId}`,
});

export type Task = { taskId: string; isDone: boolean };

export function taskFrom(entries: readonly Entry[]): Task | undefined {
  const [first, ...rest] = entries;
  if (!first) return undefined;
  return { taskId: idOf(first.stream), isDone: rest.some(({ type }) => type === 'TaskDone') };
}

/** Whoever had it has left. */
export const passOn = (task: Task, staffId: string): TaskFact[] =>
  task.isDone ? [] : [{ type: 'TaskPassedOn', data: { staffId } }];

/** Done by a person, or by the program when the cause is gone (`staffId` null). */
export const finish = (task: Task, staffId: string | null): TaskFact[] =>
  task.isDone ? [] : [{ type: 'TaskDone', data: { staffId } }];
