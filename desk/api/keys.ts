import { drop, keep, keptJson } from '../storage.ts';

// A key belongs to one request and is kept until that request has succeeded, over a reload too:
// whoever sends the same again after a lost answer sends it once.

type Kept = { key: string; at: number };

/** The server forgets an answer after seven days; a key older than that protects nothing. */
const keptMs = 6 * 86_400_000;

export function keyFor(path: string, body: string): string {
  const name = nameOf(path, body);
  const earlier = keptJson(name) as Kept | undefined;
  if (earlier && Date.now() - earlier.at < keptMs) return earlier.key;
  const key = randomUuid();
  keep(name, JSON.stringify({ key, at: Date.now() } satisfies Kept));
  return key;
}

export const forgetKey = (path: string, body: string): void => drop(nameOf(path, body));

/** The fingerprint only has to tell our own requests apart; the words themselves are not stored. */
const nameOf = (path: string, body: string): string =>
  `amends.key.${fingerprint(path)}${fingerprint(body)}`;

function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return [high, low, text.length].map((part) => (part >>> 0).toString(36)).join('-');
}

/** `crypto.randomUUID` is missing where the desk is opened over plain http, as inside a company. */
function randomUuid(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte, at) => {
    const fixed = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return fixed.toString(16).padStart(2, '0');
  });
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
