import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ReadMail } from '../read-mail.ts';
import { readHeaders } from './headers.ts';
import { limits } from './limits.ts';
import { createReader } from './reader.ts';

// Our sample mails, spoilt in many ways: each is read or refused, and nothing else happens. The
// same seed spoils them the same way.

const mutations = Number(process.env['AMENDS_MUTATIONS'] ?? 300);
const seed = Number(process.env['AMENDS_SEED'] ?? 1);
const timeoutMs = 20_000;
const atOnce = 20;

const folder = join(import.meta.dirname, '../../../test/mails');
const samples = readdirSync(folder).map((name) => readFileSync(join(folder, name)));

const reader = createReader({ timeoutMs });
after(reader.close);

type Chance = { below: (limit: number) => number };

/** Mulberry32: small, and the same everywhere. */
function chanceOf(start: number): Chance {
  let state = start;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (limit) => Math.floor(next() * limit) };
}

type Spoil = (mail: Buffer, chance: Chance) => Buffer;

const insert = (mail: Buffer, at: number, more: Buffer): Buffer =>
  Buffer.concat([mail.subarray(0, at), more, mail.subarray(at)]);
const lineStarts = (mail: Buffer): number[] => {
  const starts = [0];
  for (let at = mail.indexOf(10); at >= 0; at = mail.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
};
const anyLine = (mail: Buffer, chance: Chance): { start: number; line: Buffer } => {
  const starts = lineStarts(mail);
  const index = chance.below(starts.length);
  const start = starts[index] ?? 0;
  return { start, line: mail.subarray(start, starts[index + 1] ?? mail.length) };
};
const pick = (list: readonly string[], chance: Chance): string =>
  list[chance.below(list.length)] ?? '';

const spoils: Spoil[] = [
  function flipBits(mail, chance) {
    const out = Buffer.from(mail);
    for (let left = 1 + chance.below(20); left > 0; left -= 1) {
      const at = chance.below(out.length);
      out[at] = (out[at] ?? 0) ^ (1 << chance.below(8));
    }
    return out;
  },
  function cutOff(mail, chance) {
    return mail.subarray(0, chance.below(mail.length));
  },
  function cutOut(mail, chance) {
    const start = chance.below(mail.length);
    return Buffer.concat([mail.subarray(0, start), mail.subarray(start + chance.below(300))]);
  },
  function repeatLine(mail, chance) {
    const { start, line } = anyLine(mail, chance);
    const times = 1 + chance.below(chance.below(10) === 0 ? 5_000 : 20);
    return insert(mail, start, Buffer.concat(Array.from({ length: times }, () => line)));
  },
  function moveLine(mail, chance) {
    return insert(mail, anyLine(mail, chance).start, anyLine(mail, chance).line);
  },
  function nest(mail, chance) {
    const levels = Array.from({ length: 1 + chance.below(300) }, (_, index) => {
      const kind = pick(['mixed', 'alternative', 'related', 'digest', 'signed'], chance);
      return `Content-Type: multipart/${kind}; boundary=n${index}\r\n\r\n--n${index}\r\n`;
    });
    return Buffer.concat([Buffer.from(levels.join('')), mail]);
  },
  function embed(mail, chance) {
    const type = pick(['message/rfc822', 'text/html', 'application/ms-tnef', 'text/plain'], chance);
    const encoding = pick(['base64', 'quoted-printable', 'x-uuencode', '8bit'], chance);
    const head = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    return insert(mail, anyLine(mail, chance).start, Buffer.from(head));
  },
  function garble(mail, chance) {
    const noise = Buffer.from(Array.from({ length: chance.below(200) }, () => chance.below(256)));
    return insert(mail, chance.below(mail.length + 1), noise);
  },
  function changeCharset(mail, chance) {
    const names = ['utf-16', 'utf-7', 'iso-2022-jp', 'hz', 'gb18030', 'x', 'utf-32', '__proto__'];
    const text = mail
      .toString('latin1')
      .replace(/charset=[^\s;]+/gi, `charset=${pick(names, chance)}`);
    return Buffer.from(text, 'latin1');
  },
  function changeSigns(mail, chance) {
    const from = pick(['"', ';', '=', '<', ':', '\r\n', '--', '?'], chance);
    const to = pick(['', '"', '\\', '(', '<<', '\n', '\0', '=?', '\r'], chance);
    return Buffer.from(mail.toString('latin1').replaceAll(from, to), 'latin1');
  },
  function lengthen(mail, chance) {
    const more = pick(['A', '<b>', '(', '=', ' ', '"', '&#', '> ', '\t', 'a@b,'], chance);
    return insert(
      mail,
      chance.below(mail.length + 1),
      Buffer.from(more.repeat(chance.below(50_000))),
    );
  },
];

function mutate(chance: Chance): Buffer {
  let mail: Buffer = samples[chance.below(samples.length)] ?? Buffer.alloc(0);
  for (let left = 1 + chance.below(4); left > 0; left -= 1) {
    if (mail.length > 0) mail = spoils[chance.below(spoils.length)]?.(mail, chance) ?? mail;
  }
  return mail;
}

function assertWithinLimits(mail: ReadMail): void {
  assert.ok(mail.text.length <= limits.textCharacters);
  assert.ok(mail.parts.length <= limits.parts);
  const { parts, ...rest } = mail;
  const words = JSON.stringify([rest, parts.map(({ name, type }) => [name, type])]);
  assert.doesNotMatch(words, /\\u0000|\\ud[89a-f]/);
  assert.doesNotMatch([mail.subject, mail.from?.name, mail.from?.address].join(), /[\r\n]/);
  for (const { name } of parts) assert.doesNotMatch(name, /[/\\\r\n]|^$/);
}

test(`${mutations} spoilt mails`, { timeout: mutations * 1_000 + timeoutMs }, async () => {
  const faults: Record<string, number> = {};
  for (let first = 0; first < mutations; first += atOnce) {
    const numbers = Array.from(
      { length: Math.min(atOnce, mutations - first) },
      (_, i) => first + i,
    );
    await Promise.all(
      numbers.map(async (number) => {
        const raw = mutate(chanceOf(seed * 1_000_003 + number));
        const answer = await reader.read(raw);
        readHeaders(raw);
        if ('mail' in answer) return assertWithinLimits(answer.mail);
        faults[answer.fault] = (faults[answer.fault] ?? 0) + 1;
        // A fault that our own code throws is a mistake of ours, whatever the mail was.
        assert.notEqual(answer.fault, 'crashed', `mutation ${number} of seed ${seed}`);
      }),
    );
  }
  assert.ok(Object.values(faults).reduce((sum, count) => sum + count, 0) <= mutations / 100);
});
