import { Resolver as DnsResolver } from 'node:dns/promises';
import type { DNSResolver } from 'mailauth';
import { minuteMs, secondMs } from '#clock.ts';

/** Looks up a name in the DNS, as `dns.resolve` does; another one for tests. */
export type Resolver = DNSResolver;

const system = new DnsResolver({ timeout: 2 * secondMs, tries: 2 });

/** The DNS of this machine. */
export const systemResolver: Resolver = remembering(
  (name, type) => system.resolve(name, type) as Promise<string[]>,
);

const keptMs = 5 * minuteMs;
const keptMax = 10_000;

/** Answers that say for sure that there is nothing. */
const sureNo = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Mails come in bursts, and many from the same few domains: who asks the same within some minutes
 * gets the same answer, and while one asks the others wait for it. Troubles are not remembered.
 */
export function remembering(resolver: Resolver): Resolver {
  const known = new Map<string, { answer: ReturnType<Resolver>; until: number }>();
  return (name, type) => {
    const key = `${type} ${name.toLowerCase()}`;
    const kept = known.get(key);
    if (kept && kept.until > performance.now()) return kept.answer;
    if (known.size >= keptMax) known.clear();
    const answer = resolver(name, type);
    known.set(key, { answer, until: performance.now() + keptMs });
    answer.catch(({ code }: { code?: string }) => {
      if (!sureNo.has(code ?? '')) known.delete(key);
    });
    return answer;
  };
}
