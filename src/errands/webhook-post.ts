import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { secondMs } from '#clock.ts';
import { isInside } from '#http/private-networks.ts';

export type Delivering = { url: string; headers: Record<string, string>; body: string };

/** Null when the other side took it; else a short code of what was wrong, without the address. */
export type PostWebhook = (delivering: Delivering) => Promise<string | null>;

const timeLimitMs = 10 * secondMs;

/**
 * Posts to an address that somebody of ours gave. The name is looked up once, and it is that very
 * address which is called: a name that leads elsewhere the second time gains nothing. Nobody is
 * followed to another address.
 */
export const postWebhook =
  ({ mayGoInside }: { mayGoInside: boolean }): PostWebhook =>
  async ({ url, headers, body }) => {
    const target = new URL(url);
    const found = await addressOf(target.hostname);
    if (!found) return 'no_such_host';
    if (!mayGoInside && isInside(found.address)) return 'private_network';
    const fixed: LookupFunction = (_host, { all }, done) =>
      all ? done(null, [found]) : done(null, found.address, found.family);
    return call(target, { headers, body, lookup: fixed });
  };

async function addressOf(
  hostname: string,
): Promise<{ address: string; family: number } | undefined> {
  const plain = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(plain);
  if (family > 0) return { address: plain, family };
  return lookup(plain).catch(() => undefined);
}

type Call = { headers: Record<string, string>; body: string; lookup: LookupFunction };

function call(target: URL, { headers, body, lookup: fixed }: Call): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const send = target.protocol === 'https:' ? secureRequest : plainRequest;
  const length = String(Buffer.byteLength(body));
  const sending = send(
    target,
    {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
      lookup: fixed,
      signal: AbortSignal.timeout(timeLimitMs),
    },
    (answer) => {
      // What it says is of no interest, and may be without end.
      answer.on('error', () => undefined).destroy();
      const status = answer.statusCode ?? 0;
      resolve(status >= 200 && status < 300 ? null : `http_${status}`);
    },
  );
  sending.on('error', (fault: NodeJS.ErrnoException) => resolve(codeOf(fault)));
  sending.end(body);
  return promise;
}

const codeOf = ({ name, code }: NodeJS.ErrnoException): string =>
  name === 'AbortError' || name === 'TimeoutError' ? 'timed_out' : (code ?? 'failed').toLowerCase();
