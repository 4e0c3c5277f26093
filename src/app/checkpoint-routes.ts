import type { FastifyInstance } from 'fastify';
import { checkpointAt, latestCheckpoint } from '#ledger/sealer.ts';
import { notFound } from '#refusal.ts';
import type { Amends } from './amends.ts';

/** The ledger's signed checkpoints, for everybody: they hold hashes and nothing else. */
export function checkpointRoutes(server: FastifyInstance, { db, signingKey }: Amends): void {
  const schema = { tags: ['Ledger'], response: {} };
  server.get(
    '/checkpoint',
    { schema: { ...schema, summary: 'The newest signed checkpoint (C2SP tlog-checkpoint).' } },
    async (_request, reply) => {
      const checkpoint = await latestCheckpoint(db);
      if (!checkpoint) throw notFound('Nothing has been sealed yet. Ask again in a minute.');
      return reply.type('text/plain; charset=utf-8').send(checkpoint.note);
    },
  );
  server.get(
    '/checkpoint/key',
    { schema: { ...schema, summary: 'The key that verifies checkpoints (C2SP signed-note).' } },
    async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(`${signingKey.verifierKey}\n`),
  );
  server.get<{ Params: { size: string } }>(
    '/checkpoint/:size',
    {
      schema: { ...schema, summary: 'An earlier checkpoint, by the number of entries it covers.' },
    },
    async ({ params }, reply) => {
      const size = Number(params.size);
      const checkpoint = Number.isSafeInteger(size) ? await checkpointAt(db, size) : undefined;
      if (!checkpoint) throw notFound('There is no checkpoint of this size.');
      return reply.type('text/plain; charset=utf-8').send(checkpoint.note);
    },
  );
}
