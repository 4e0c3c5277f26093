import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { notFound } from '#refusal.ts';

const folder = fileURLToPath(new URL('../../dist/desk', import.meta.url));

/** The staff app as it was built. Every path under /desk is a screen of it. */
export async function deskRoutes(server: FastifyInstance): Promise<void> {
  if (!existsSync(folder)) {
    server.get('/desk', { schema: { hide: true } }, () => {
      throw notFound('The desk has not been built. Run: npm start');
    });
    return;
  }
  await server.register(fastifyStatic, {
    root: folder,
    prefix: '/desk/',
    wildcard: false,
    immutable: true,
    maxAge: '365d',
    index: false,
    schemaHide: true,
    preCompressed: true,
  });
  const shell = { schema: { hide: true } };
  // An old tab after an upgrade: a page in place of a script would only confuse it.
  server.get('/desk/assets/*', shell, () => {
    throw notFound('This part of the desk was replaced by a newer one. Load the page again.');
  });
  for (const url of ['/desk', '/desk/*']) {
    server.get(url, shell, async (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .sendFile('index.html', { maxAge: 0, immutable: false }),
    );
  }
}
