import type { FastifyRequest } from 'fastify';
import { type Clock, secondMs } from '#clock.ts';
import type { Database } from '#database/connection.ts';
import type { Caller } from '#http/caller.ts';
import { Refusal } from '#refusal.ts';
import { callerOfToken, personOfSession, sessionCookie } from '#staff/index.ts';

/** How long a token is believed without asking the database; a revoked one works so long at most. */
const believedMs = 5 * secondMs;
const believedMax = 1_000;

/** Finds out who sent a request: an access token in the header, or the session in the cookie. */
export function findCaller(
  db: Database,
  clock: Clock,
): (request: FastifyRequest) => Promise<Caller> {
  const believed = new Map<string, { caller: Caller; until: number }>();

  async function byToken(token: string): Promise<Caller> {
    const now = clock.now().getTime();
    const known = believed.get(token);
    if (known && known.until > now) return known.caller;
    const caller = await callerOfToken(db, token);
    if (!caller) {
      throw new Refusal('token_unknown', 'This access token is not known or was revoked.', {
        status: 401,
      });
    }
    if (believed.size >= believedMax) believed.clear();
    believed.set(token, { caller, until: now + believedMs });
    return caller;
  }

  return async (request) => {
    const { authorization } = request.headers;
    if (authorization) return byToken(readBearer(authorization));
    const session = readCookie(request.headers.cookie, sessionCookie);
    const person = session ? await personOfSession(db, session, clock.now()) : undefined;
    return person ? { kind: 'person', person } : { kind: 'anyone' };
  };
}

function readBearer(authorization: string): string {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (token) return token;
  throw new Refusal('token_unknown', 'Send the access token as "Authorization: Bearer TOKEN".', {
    status: 401,
  });
}

/** Cookies are not parsed yet when the caller is looked for. */
function readCookie(header: string | undefined, name: string): string | undefined {
  const pair = header?.split(/; */).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
