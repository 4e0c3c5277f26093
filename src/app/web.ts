import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { absenceRoutes } from '#absences/index.ts';
import { clockRoutes } from '#clocks/index.ts';
import {
  areaRoutes,
  complaintPages,
  complaintRoutes,
  joiningRoutes,
  parkedRoutes,
  pointRoutes,
  praiseRoutes,
} from '#complaints/index.ts';
import { customerRoutes } from '#customers/index.ts';
import { draftRoutes } from '#drafts/index.ts';
import { errandRoutes, teamRoutes } from '#errands/index.ts';
import {
  complaintFlawRoutes,
  customerFixPages,
  fixRoutes,
  flawRoutes,
  knownOnForm,
  publicFixPages,
  threadRoutes,
} from '#flaws/index.ts';
import { createServer, type LogSink } from '#http/server.ts';
import { uploadRoutes } from '#http/uploads.ts';
import { answerPages, articleRoutes, gapRoutes } from '#knowledge/index.ts';
import { letterRoutes } from '#letters/index.ts';
import { mailboxRoutes } from '#mailboxes/index.ts';
import { mailRoutes } from '#mails/index.ts';
import { noticeRoutes } from '#notices/index.ts';
import { complaintPackRoutes, packRoutes, registerRoutes } from '#packs/index.ts';
import { promiseRoutes } from '#promises/index.ts';
import { approvalRoutes, limitRoutes, remedyRoutes } from '#remedies/index.ts';
import { searchRoutes } from '#search/index.ts';
import { skillRoutes } from '#skills/index.ts';
import {
  brandRoutes,
  calendarRoutes,
  organisationRoutes,
  staffPages,
  staffRoutes,
} from '#staff/index.ts';
import { countClaims, storyPages, storyRoutes, wayInPages } from '#story/index.ts';
import { taskRoutes } from '#tasks/index.ts';
import { textBlockRoutes } from '#text-blocks/index.ts';
import { viewRoutes } from '#views/index.ts';
import { actionRoutes, voiceRoutes } from '#voice/index.ts';
import type { Amends } from './amends.ts';
import { findCaller } from './caller.ts';
import { announceChanges } from './changes.ts';
import { checkpointRoutes } from './checkpoint-routes.ts';
import { deskRoutes } from './desk.ts';
import { homePages, refusalPage } from './home-page.tsx';
import { meRoutes } from './me.ts';
import { ombudsmanRoutes } from './ombudsman-routes.ts';
import { operationRoutes } from './operation.ts';
import { trialRoutes } from './pack-trial.ts';
import { reference } from './reference.tsx';

/** The web server with every door of every slice. */
export async function createWeb(
  amends: Amends,
  pool: pg.Pool,
  log?: LogSink,
): Promise<FastifyInstance> {
  const { db, clock, config } = amends;
  const callerOf = findCaller(db, clock);
  const server = await createServer({ config, callerOf, refusalPage, log });
  await reference(server);
  const intake = { context: amends, owners: amends.owners };
  // Plugins must be in place before the routes that they describe and count.
  server.register(async (doors) => {
    operationRoutes(doors, amends);
    homePages(doors, amends);
    complaintRoutes(doors, intake);
    parkedRoutes(doors, intake);
    joiningRoutes(doors, amends);
    pointRoutes(doors, amends);
    complaintPages(doors, { ...intake, onForm: knownOnForm(amends) });
    promiseRoutes(doors, amends);
    clockRoutes(doors, amends);
    remedyRoutes(doors, amends);
    approvalRoutes(doors, amends);
    limitRoutes(doors, amends);
    packRoutes(doors, amends);
    complaintPackRoutes(doors, amends);
    registerRoutes(doors, amends);
    letterRoutes(doors, amends);
    ombudsmanRoutes(doors, amends);
    trialRoutes(doors, amends);
    errandRoutes(doors, amends);
    teamRoutes(doors, amends);
    noticeRoutes(doors, amends);
    draftRoutes(doors, amends);
    textBlockRoutes(doors, amends);
    mailboxRoutes(doors, amends);
    mailRoutes(doors, amends.reading);
    taskRoutes(doors, amends);
    articleRoutes(doors, amends);
    gapRoutes(doors, amends);
    answerPages(doors, amends);
    flawDoors(doors, amends);
    viewRoutes(doors, amends);
    searchRoutes(doors, amends);
    uploadRoutes(doors, amends);
    customerRoutes(doors, amends);
    const claim = countClaims(amends);
    storyRoutes(doors, amends, claim);
    storyPages(doors, amends);
    wayInPages(doors, amends, claim);
    staffDoors(doors, amends);
    meRoutes(doors, amends);
    checkpointRoutes(doors, amends);
    announceChanges(doors, amends, pool);
    await deskRoutes(doors);
  });
  return server;
}

/** What is wrong with us, what ends it, and what our own people say. */
function flawDoors(doors: FastifyInstance, amends: Amends): void {
  flawRoutes(doors, amends);
  complaintFlawRoutes(doors, amends);
  threadRoutes(doors, amends);
  fixRoutes(doors, amends);
  customerFixPages(doors, { context: amends, owners: amends.owners });
  publicFixPages(doors, amends);
  voiceRoutes(doors, amends);
  actionRoutes(doors, amends);
}

/** Our people, what they can do and when they are here, and the house. */
function staffDoors(doors: FastifyInstance, amends: Amends): void {
  staffRoutes(doors, amends);
  absenceRoutes(doors, amends);
  skillRoutes(doors, amends);
  areaRoutes(doors, amends);
  praiseRoutes(doors, amends);
  organisationRoutes(doors, amends);
  brandRoutes(doors, amends);
  calendarRoutes(doors, amends);
  staffPages(doors, amends);
}
