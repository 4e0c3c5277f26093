import { handOnCovers } from '#absences/index.ts';
import { correctClocks, lookAtClocks } from '#clocks/index.ts';
import { handOnComplaints } from '#complaints/index.ts';
import { handOnAccounts } from '#customers/index.ts';
import { sendDueDrafts } from '#drafts/index.ts';
import { createWebhookSender, handOnErrands, moveErrandsUp, watchTeams } from '#errands/index.ts';
import { handOnEscalations } from '#escalations/index.ts';
import { finderOf, judgeFixes, moveDesignsUp, tellEverybody, watchFixes } from '#flaws/index.ts';
import { forgetOldAnswers } from '#http/idempotency.ts';
import type { Sweep } from '#jobs/sweeps.ts';
import { askForReviews, findMissingArticles, indexArticles } from '#knowledge/index.ts';
import type { Entry } from '#ledger/entry.ts';
import { sealIfDue } from '#ledger/sealer.ts';
import { readStoredMails } from '#mails/index.ts';
import { createSender } from '#notices/index.ts';
import { breakDuePromises, handOnPromises } from '#promises/index.ts';
import { handOnApprovals, moveApprovalsUp } from '#remedies/index.ts';
import { indexWords } from '#search/index.ts';
import { remindOfExpiring } from '#skills/index.ts';
import { handOnTasks } from '#tasks/index.ts';
import { draftActionList, moveVoicesUp } from '#voice/index.ts';
import type { Amends } from './amends.ts';
import { mailCheckpoint } from './witness.ts';

/** Everything that happens by itself, in one screen. */
export function schedule(amends: Amends): Sweep[] {
  const { db, ledger, clock, signingKey } = amends;
  return [
    {
      name: 'break due promises',
      everySeconds: 1,
      run: () => breakDuePromises(db, ledger, clock),
    },
    {
      name: 'look at clocks',
      everySeconds: 1,
      run: () => lookAtClocks(db, ledger, clock),
    },
    { name: 'correct clocks', everySeconds: 10, run: () => correctClocks(db, ledger) },
    {
      name: 'move approvals up',
      everySeconds: 5,
      run: () => moveApprovalsUp(db, ledger, clock),
    },
    {
      name: 'move errands up',
      everySeconds: 5,
      run: () => moveErrandsUp(db, ledger, clock),
    },
    { name: 'tell tools', everySeconds: 3, run: createWebhookSender(amends) },
    { name: 'watch teams', everySeconds: 600, run: () => watchTeams(db, ledger, clock) },
    {
      name: 'seal the ledger',
      everySeconds: 5,
      run: async () => void (await sealIfDue(db, clock, signingKey)),
    },
    { name: 'send drafts', everySeconds: 1, run: () => sendDueDrafts(amends) },
    { name: 'send notices', everySeconds: 3, run: createSender(amends) },
    // Without a hint: a second's delay costs nobody anything, a hint would cost each acceptance.
    { name: 'index words', everySeconds: 1, run: () => indexWords(db) },
    { name: 'read mails', everySeconds: 5, run: () => readStoredMails(amends.reading) },
    {
      name: 'hand on what people had who left',
      everySeconds: 10,
      run: async () =>
        (await handOnComplaints(db, ledger)) +
        (await handOnPromises(db, ledger)) +
        (await handOnEscalations(db, ledger)) +
        (await handOnApprovals(db, ledger)) +
        (await handOnErrands(db, ledger)) +
        (await handOnTasks(db, ledger)) +
        (await handOnCovers(db, ledger)) +
        (await handOnAccounts(db, ledger)),
    },
    ...knowledgeSweeps(amends),
    ...flawSweeps(amends),
    { name: 'mail the checkpoint', everySeconds: 3600, run: () => mailCheckpoint(amends) },
    {
      name: 'forget old answers',
      everySeconds: 3600,
      run: () => forgetOldAnswers(db, clock.now()),
    },
  ];
}

/** What we know is kept in order, and what people know. */
function knowledgeSweeps({ db, ledger, clock }: Amends): Sweep[] {
  return [
    { name: 'index articles', everySeconds: 30, run: () => indexArticles(db) },
    {
      name: 'ask for reviews',
      everySeconds: 3600,
      run: () => askForReviews(db, ledger, clock),
    },
    {
      name: 'find missing articles',
      everySeconds: 600,
      run: () => findMissingArticles(db, ledger, clock),
    },
    {
      name: 'remind of skills that expire',
      everySeconds: 3600,
      run: () => remindOfExpiring(db, ledger, clock),
    },
  ];
}

/** What is wrong with us is found, fixed, told and watched. */
function flawSweeps(amends: Amends): Sweep[] {
  const { db, ledger, clock } = amends;
  return [
    { name: 'find flaws', everySeconds: 15, run: () => finderOf(amends).look() },
    {
      name: 'tell everybody of fixes',
      everySeconds: 10,
      run: () => tellEverybody(db, ledger, amends.means),
    },
    { name: 'judge fixes', everySeconds: 600, run: () => judgeFixes(db, ledger, clock) },
    {
      name: 'watch fixes',
      everySeconds: 60,
      run: async () => void (await watchFixes(db, ledger, clock)),
    },
    { name: 'move voices up', everySeconds: 60, run: () => moveVoicesUp(db, ledger, clock) },
    {
      name: 'draft the action list',
      everySeconds: 600,
      run: () => draftActionList(db, ledger, clock),
    },
    { name: 'move designs up', everySeconds: 60, run: () => moveDesignsUp(db, ledger, clock) },
  ];
}

/** Which sweep an entry makes work for. */
export const sweepFor = ({ type }: Entry): string | undefined => sweepsFor[type];

const sweepsFor: Readonly<Record<string, string>> = {
  StaffLeft: 'hand on what people had who left',
  WorkingWeekSet: 'correct clocks',
  HolidaysSet: 'correct clocks',
  NoticeQueued: 'send notices',
  MailArrived: 'read mails',
  ErrandHanded: 'tell tools',
  ErrandReturned: 'tell tools',
  ArticleWritten: 'index articles',
  ArticleChanged: 'index articles',
  FixShipped: 'tell everybody of fixes',
  FlawMerged: 'tell everybody of fixes',
  AffectedDecided: 'tell everybody of fixes',
  FixFoundBroken: 'watch fixes',
};
