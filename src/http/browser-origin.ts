import type { FastifyRequest } from 'fastify';
import { Refusal } from '#refusal.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: a browser says where a request comes from (Sec-Fetch-Site, else
 * Origin), and other programs say nothing. So no token has to be carried in forms.
 */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (safeMethods.has(request.method)) return;
  if (!isForeign(request)) return;
  throw new Refusal(
    'foreign_origin',
    'This request came from another site and was not carried out.',
    {
      status: 403,
    },
  );
}

function isForeign({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
