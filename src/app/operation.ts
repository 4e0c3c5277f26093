import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { Refusal } from '#refusal.ts';
import type { Amends } from './amends.ts';

/** For whoever runs the program: is it well, and in figures. No customer is in them. */
export function operationRoutes(server: FastifyInstance, amends: Amends): void {
  const config = { unlimited: true };
  server.get('/health', { config, schema: { hide: true } }, async () => {
    try {
      await sql`select 1`.execute(amends.db);
    } catch {
      throw new Refusal('database_away', 'The database does not answer.', { status: 503 });
    }
    return { status: 'ok' };
  });
  const registry = metrics(server, amends);
  server.get('/metrics', { config, schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

function metrics(server: FastifyInstance, { ledger }: Amends): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answered = new Histogram({
    name: 'amends_request_seconds',
    help: 'Time to answer a request, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const recorded = new Counter({
    name: 'amends_ledger_entries_total',
    help: 'Entries recorded by this process, by type.',
    labelNames: ['type'],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: reply.statusCode };
    answered.observe(labels, reply.elapsedTime / 1000);
  });
  ledger.onCommit((entries) => {
    for (const { type } of entries) recorded.inc({ type });
  });
  return registry;
}
