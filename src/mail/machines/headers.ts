import type { MailForMachines } from '../read/for-machines.ts';

// Reading what programs write: headers, fields and addresses. Every pattern is bounded and every
// text is cut, so that a hostile mail costs no more than an honest one.

/** The first value of a header, in lower case and trimmed; null where there is none. */
export function header(mail: MailForMachines, name: string): string | null {
  const found = mail.headers.find(([each]) => each === name);
  return found ? found[1].trim().toLowerCase() : null;
}

const textLimit = 200_000;
const partLimit = 100_000;
const decoder = new TextDecoder();

/** The lines of a text, as much of it as is worth reading. */
export const linesOf = (text: string): string[] =>
  text.slice(0, textLimit).replaceAll('\r', '').split('\n');

/** The words of a part that is text by nature, whatever it is called. */
export const textOf = (part: { content: Uint8Array }): string =>
  decoder.decode(part.content.subarray(0, partLimit));

const addressPattern =
  /(?:"[^"\r\n]{1,64}"|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}0-9!#$%&'*+/=?^_`{}~.-]{1,100})@(?:[\p{L}\p{N}_-]{1,63}\.){0,8}[\p{L}\p{N}_-]{1,63}/gu;

/** The addresses in a text, in order. */
export function addressesIn(text: string): string[] {
  if (!text.includes('@')) return [];
  return Array.from(text.slice(0, 10_000).matchAll(addressPattern), ([found]) =>
    found.replace(/^['*=]+(?!\?)/, ''),
  ).filter((found) => !found.startsWith('@'));
}

/** Two spellings of one address. */
export const isSameAddress = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** Names and values in the order they stand, names in lower case, folded lines put together. */
export type Fields = [name: string, value: string][];

const fieldPattern = /^([a-z][a-z0-9-]{1,60})[ \t]{0,4}:[ \t]{0,20}(.*)$/i;

/** Reads lines as fields up to an empty one; what is no field is the rest of the one before. */
export function readFields(lines: readonly string[]): Fields {
  const fields: Fields = [];
  for (const line of lines) {
    if (line.trim() === '') break;
    const field = fieldPattern.exec(line);
    const last = fields.at(-1);
    if (field) fields.push([String(field[1]).toLowerCase(), String(field[2]).trim()]);
    else if (last) last[1] = `${last[1]} ${line.trim()}`.slice(0, 10_000);
  }
  return fields;
}

/** The first value of a field as it was written; empty where there is none. */
export const valueOf = (fields: Fields, name: string): string =>
  fields.find(([each]) => each === name)?.[1] ?? '';

/** What stands between angle brackets, or else the only word; null where there is neither. */
export function messageIdIn(value: string): string | null {
  const inBrackets = /<\s{0,5}([^<>\s]{1,900})\s{0,5}>/.exec(value)?.[1];
  if (inBrackets) return inBrackets;
  const bare = value.trim();
  return /^[^\s<>]{1,900}$/.test(bare) ? bare : null;
}
