import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { complaintPages, complaintRoutes, joiningRoutes, parkedRoutes } from '#complaints/index.ts';
import { customerRoutes } from '#customers/index.ts';
import { createServer, type LogSink } from '#http/server.ts';
import { uploadRoutes } from '#http/uploads.ts';
import { mailboxRoutes } from '#mailboxes/index.ts';
import { mailRoutes } from '#mails/index.ts';
import { noticeRoutes } from '#notices/index.ts';
import { promiseRoutes } from '#promises/index.ts';
import { organisationRoutes, staffPages, staffRoutes } from '#staff/index.ts';
import { countClaims, storyPages, storyRoutes, wayInPages } from '#story/index.ts';
import { taskRoutes } from '#tasks/index.ts';
import type { Amends } from './amends.ts';
import { findCaller } from './caller.ts';
import { announceChanges } from './changes.ts';
import { checkpointRoutes } from './checkpoint-routes.ts';
import { deskRoutes } from './desk.ts';
import { homePages, refusalPage } from './home-page.tsx';
import { meRoutes } from './me.ts';
import { operationRoutes } from './operation.ts';
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
    complaintPages(doors, intake);
    promiseRoutes(doors, amends);
    noticeRoutes(doors, amends);
    mailboxRoutes(doors, amends);
    mailRoutes(doors, amends.reading);
    taskRoutes(doors, amends);
    uploadRoutes(doors, amends);
    customerRoutes(doors, amends);
    const claim = countClaims(amends);
    storyRoutes(doors, amends, claim);
    storyPages(doors, amends);
    wayInPages(doors, amends, claim);
    staffRoutes(doors, amends);
    organisationRoutes(doors, amends);
    staffPages(doors, amends);
    meRoutes(doors, amends);
    checkpointRoutes(doors, amends);
    announceChanges(doors, amends, pool);
    await deskRoutes(doors);
  });
  return server;
}
