import { readBounce } from '../machines/bounce.ts';
import { recogniseMachine } from '../machines/recognise.ts';
import type { ReadMail } from '../read-mail.ts';
import { readBody } from './body.ts';
import { type Field, valueOf } from './fields.ts';
import type { MailForMachines } from './for-machines.ts';
import { type MailHead, readHead } from './headers.ts';
import { limits, type Oddity } from './limits.ts';
import { type Piece, textOf } from './pieces.ts';
import { splitReply } from './split-reply.ts';
import { readTree } from './tree.ts';
import { decodeWords, oneLine } from './words.ts';

/** Reads a raw mail. Whatever is wrong with it, what can be read of it is read. */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const tree = await readTree(raw);
  const { oddities } = tree;
  const { pieces, parts } = readBody(tree);
  const head = readHead(tree.root.fields, oddities);
  const text = readText(pieces, oddities);
  const mail = forMachines(tree.root.fields, head, { text, parts });
  return {
    ...head,
    text,
    ...splitReply(text),
    hasHtml: pieces.some(({ html }) => html !== null),
    parts,
    machine: recogniseMachine(mail),
    bounce: readBounce(mail),
    oddities: [...oddities].sort(),
  };
}

function readText(pieces: readonly Piece[], oddities: Set<Oddity>): string {
  const texts: string[] = [];
  let left: number = limits.textCharacters;
  for (const piece of pieces) {
    const text = left >= 0 ? textOf(piece) : '';
    if (text.trim() !== '') texts.push(text.slice(0, left + 1));
    left -= text.length;
  }
  if (left < 0) oddities.add('text_cut');
  const whole = texts.join('\n').replaceAll('\0', '\uFFFD');
  return whole
    .replace(/^\s*\n/, '')
    .slice(0, limits.textCharacters)
    .trimEnd()
    .toWellFormed();
}

function forMachines(
  fields: readonly Field[],
  head: MailHead,
  body: Pick<ReadMail, 'text' | 'parts'>,
): MailForMachines {
  return {
    headers: fields.map(({ name, value }) => [
      name,
      oneLine(decodeWords(value).text, limits.headerCharacters),
    ]),
    subject: head.subject,
    from: head.from,
    text: body.text,
    contentType: oneLine(valueOf(fields, 'content-type'), limits.headerCharacters),
    parts: body.parts,
  };
}
