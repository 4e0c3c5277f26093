import { type ARCResult, authenticate, type DKIMResult, type DMARCResult } from 'mailauth';
import { secondMs } from '#clock.ts';
import { isInside } from '#http/private-networks.ts';
import type { Envelope } from './arrival.ts';
import { type Resolver, systemResolver } from './dns.ts';

/**
 * Whether a mail comes from whom it names (RFC 9989 and what it stands on). `proven`: its domain
 * vouches for it. `failed`: its domain says that such a mail is not its own. `unknown`: nobody says
 * anything, or it could not be found out. Each result by its name in RFC 8601.
 */
export type Trust = {
  spf: string;
  dkim: string;
  dmarc: string;
  arc: string;
  /** Domains whose signature holds. */
  signedBy: string[];
  verdict: 'proven' | 'failed' | 'unknown';
};

export type TrustOptions = {
  envelope: Envelope;
  /** The name of our own mail server. */
  mta: string;
  resolver?: Resolver;
  /** Forwarders and lists whose word we take for how a mail stood when it reached them (RFC 8617). */
  trustedSealers?: readonly string[];
  timeLimitMs?: number;
};

/** Never throws and never keeps a mail waiting for long: what cannot be found out is unknown. */
export async function checkTrust(raw: Buffer, options: TrustOptions): Promise<Trust> {
  const { timeLimitMs = 10 * secondMs } = options;
  const limit = Promise.withResolvers<Trust>();
  const timer = setTimeout(() => limit.resolve(untold), timeLimitMs);
  try {
    return await Promise.race([examine(raw, options), limit.promise]);
  } catch {
    return untold;
  } finally {
    clearTimeout(timer);
  }
}

const untold: Trust = {
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  arc: 'none',
  signedBy: [],
  verdict: 'unknown',
};

async function examine(raw: Buffer, options: TrustOptions): Promise<Trust> {
  const { envelope, mta, resolver = systemResolver } = options;
  const ip = senderAddress(envelope);
  const found = await authenticate(raw, {
    mta,
    resolver,
    disableBimi: true,
    rejectRsaSha1: true,
    ...(ip && { ip, helo: envelope.clientName ?? ip, sender: envelope.from ?? '' }),
  });
  const signatures = found.dkim.results;
  const seen: Seen = {
    spf: resultOf(ip !== null && found.spf),
    isReceiver: ip !== null,
    ...dmarcSeen(found.dmarc),
    alignedSignature: bestOf(signatures.filter(({ status }) => status.aligned)),
    isForwarded: isVouchedFor(found.arc, options.trustedSealers ?? knownSealers),
  };
  return {
    spf: seen.spf,
    dkim: bestOf(signatures),
    dmarc: seen.dmarc,
    arc: resultOf(found.arc),
    signedBy: [...new Set(signatures.flatMap(signerOf))],
    verdict: verdictOf(seen),
  };
}

const resultOf = (found: { status: { result: string } } | false): string =>
  found ? found.status.result : 'none';

/** Where nothing is published there is neither a policy nor anything to be aligned with. */
type DmarcSeen = Pick<Seen, 'dmarc' | 'policy' | 'isWhole' | 'domain'>;

function dmarcSeen(found: DMARCResult | false): DmarcSeen {
  const dmarc = resultOf(found);
  if (!found || !['pass', 'fail'].includes(dmarc))
    return { dmarc, policy: 'none', isWhole: false, domain: '' };
  const domain = (found.domain ?? '').toLowerCase();
  return { dmarc, policy: found.policy, isWhole: isWhole(found.alignment), domain };
}

type Seen = {
  spf: string;
  /** We saw the sending server ourselves. */
  isReceiver: boolean;
  dmarc: string;
  policy: string;
  /** The sender's. */
  domain: string;
  /** A signature that counts covers all of the words. */
  isWhole: boolean;
  /** The best result of the signatures by the sender's own domain; `none` without any. */
  alignedSignature: string;
  isForwarded: boolean;
};

/**
 * A wrong "failed" makes a stranger of a customer, a wrong "unknown" lets a forger speak for one.
 * Where we were the receiving server, a mail that keeps to nothing its domain publishes has failed,
 * whatever that asks for: the largest ask for nothing. Where it was fetched, SPF tells nothing and
 * whoever adds a footer breaks the signature; there it takes a mail without any signature, from a
 * domain that asks for more or is known to sign everything.
 */
function verdictOf(seen: Seen): Trust['verdict'] {
  const { spf, dmarc, alignedSignature, isForwarded } = seen;
  if (dmarc === 'pass') return seen.isWhole ? 'proven' : 'unknown';
  const isTroubled = [spf, dmarc, alignedSignature].some((result) => troubles.has(result));
  if (isTroubled || isForwarded || alignedSignature === 'pass') return 'unknown';
  return isDisowned(seen) ? 'failed' : 'unknown';
}

const troubles = new Set(['temperror', 'temperr']);

function isDisowned(seen: Seen): boolean {
  const { spf, isReceiver, dmarc, policy, alignedSignature, domain } = seen;
  if (spf === 'fail') return true;
  if (dmarc !== 'fail') return false;
  if (isReceiver) return true;
  return alignedSignature === 'none' && (policy !== 'none' || alwaysSigning.has(domain));
}

/** Providers of mail to very many people, who sign all of it and publish a policy of none. */
const alwaysSigning = new Set([
  'aol.com',
  'gmail.com',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'me.com',
  'msn.com',
  'outlook.com',
  'proton.me',
  'web.de',
  'yahoo.com',
]);

type Alignment = { spf: { result?: string }; dkim: { result?: string; underSized?: number } };

/** By `l=` a signature may leave off the end, where anybody can write on. */
const isWhole = ({ spf, dkim }: Alignment): boolean => spf.result !== undefined || !dkim.underSized;

const signerOf = ({ status, signingDomain }: DKIMResult): string[] =>
  status.result === 'pass' && signingDomain ? [signingDomain.toLowerCase()] : [];

const order = ['pass', 'temperror', 'temperr', 'fail', 'policy', 'permerror', 'neutral'];

const bestOf = (signatures: readonly DKIMResult[]): string =>
  order.find((result) => signatures.some(({ status }) => status.result === result)) ?? 'none';

/** Forwarders and lists that many of our customers' mails go through. */
const knownSealers = [
  'google.com',
  'gmail.com',
  'googlegroups.com',
  'microsoft.com',
  'outlook.com',
  'messagingengine.com',
  'fastmail.com',
  'pobox.com',
  'topicbox.com',
  'one.com',
  'zone.eu',
  'forwardemail.net',
];

/** The chain holds, its last link is one we believe, and the first did not see a forgery already. */
function isVouchedFor(arc: ARCResult | false, trusted: readonly string[]): boolean {
  if (!arc || arc.status.result !== 'pass') return false;
  // Declared as a list, but false where there is none.
  const links = (arc.chain || []) as readonly Link[];
  const sealer = sealerOf(links.at(-1));
  const isTrusted = trusted.some((domain) => sealer === domain || sealer.endsWith(`.${domain}`));
  return isTrusted && dmarcAtFirst(arc, links) !== 'fail';
}

/** What the last link saw is not in the chain any more: the library has moved it. */
const dmarcAtFirst = (arc: ARCResult, [first, ...more]: readonly Link[]): unknown =>
  more.length > 0
    ? first?.['arc-authentication-results']?.parsed?.dmarc?.value
    : arc.authenticationResults?.['dmarc']?.result;

const sealerOf = (link: Link | undefined): string =>
  link?.['arc-seal']?.parsed?.d?.value?.toLowerCase() ?? '';

type Header = { parsed?: { d?: { value?: string }; dmarc?: { value?: string } } };
type Link = { 'arc-seal'?: Header; 'arc-authentication-results'?: Header };

/** The address of the sending server, where it is one of the open network: ours say nothing. */
function senderAddress({ clientAddress }: Envelope): string | null {
  const address = clientAddress?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  return isInside(address) ? null : address;
}
