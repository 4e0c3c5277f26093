import type { FastifyInstance, FastifyReply } from 'fastify';
import pg from 'pg';
import { secondMs } from '#clock.ts';
import { assertPerson } from '#http/caller.ts';
import { desksChannel, type Hint, hintDesks } from '#http/hints.ts';
import type { Entry } from '#ledger/entry.ts';
import type { Amends } from './amends.ts';

/** Changes are gathered this long, so that a busy minute is not a message for each entry. */
const gatherMs = 100;
const heartbeatMs = 25 * secondMs;
const idsPerHintMax = 100;

/**
 * Tells open desks which complaints changed, also when another process changed them. Only ids
 * travel, and only as a hint: a desk asks for what it may see, and asks now and then anyway.
 */
export function announceChanges(server: FastifyInstance, amends: Amends, pool: pg.Pool): void {
  const desks = new Set<FastifyReply>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  amends.ledger.onCommit((entries) => {
    for (const id of entries.flatMap(complaintOf)) changed.add(id);
    if (changed.size > 0) timer ??= setTimeout(publish, gatherMs);
  });

  function publish(): void {
    timer = undefined;
    const complaints = [...changed].slice(0, idsPerHintMax);
    changed.clear();
    hintDesks(amends.db, { complaints }).catch(() => undefined);
  }

  const tell = (text: string): void => {
    for (const desk of desks) desk.raw.write(text);
  };
  const listener = listen(pool, (payload) =>
    tell(`event: ${kindOf(payload)}\ndata: ${payload}\n\n`),
  );
  const heartbeat = setInterval(() => tell(': still here\n\n'), heartbeatMs);
  heartbeat.unref();

  server.get('/api/changes', { schema: { hide: true } }, (request, reply) => {
    assertPerson(request.caller);
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 3000\n\n');
    desks.add(reply);
    request.raw.on('close', () => desks.delete(reply));
  });

  server.addHook('preClose', async () => {
    clearInterval(heartbeat);
    clearTimeout(timer);
    for (const desk of desks) desk.raw.end();
    await listener.stop();
  });
}

/** Who is where changes more often than what they look at. */
const kindOf = (payload: string): 'presence' | 'change' =>
  'presence' in (JSON.parse(payload) as Hint) ? 'presence' : 'change';

/** The complaint that an entry belongs to, whichever stream it stands in. */
function complaintOf(entry: Entry): string[] {
  if (entry.stream.startsWith('complaint:')) return [entry.stream.slice('complaint:'.length)];
  const id = entry.data['complaintId'];
  return typeof id === 'string' ? [id] : [];
}

/** Listens on a connection of its own, and again after a while when it is lost. */
function listen(pool: pg.Pool, hear: (payload: string) => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let stopped = false;

  async function open(): Promise<void> {
    const next = new pg.Client(pool.options);
    client = next;
    next.on('error', again);
    next.on('end', again);
    next.on('notification', ({ payload }) => hear(payload ?? '{}'));
    await next.connect();
    await next.query(`listen ${desksChannel}`);
  }

  function again(): void {
    if (stopped || retry) return;
    retry = setTimeout(() => {
      retry = undefined;
      open().catch(again);
    }, secondMs);
    retry.unref();
  }

  open().catch(again);
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
