import libmime from 'libmime';
import { decodeText } from './charset.ts';
import { limits, type Oddity } from './limits.ts';
import type { Piece } from './pieces.ts';
import type { Node } from './tree.ts';

type Written = Pick<Node, 'charset'> & Partial<Pick<Node, 'isFlowed' | 'losesSpaces'>>;

export function decodePlain(content: Buffer, part: Written, oddities: Set<Oddity>): Piece {
  const decoded = decode(cut(content, limits.plainBytes, oddities), part.charset, oddities);
  const text = decoded.replace(/\r\n?/g, '\n');
  // Some send HTML and say that it is plain.
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) return { plain: null, html: text };
  const plain = part.isFlowed ? libmime.decodeFlowed(text, part.losesSpaces) : text;
  return { plain, html: null };
}

export function decodeHtml(content: Buffer, part: Written, oddities: Set<Oddity>): Piece {
  const isLarge = content.length > limits.htmlBytes;
  const bytes = cut(isLarge ? withoutData(content) : content, limits.htmlBytes, oddities);
  const charset = part.charset || charsetWithin(bytes);
  return { plain: null, html: decode(bytes, charset, oddities) };
}

function cut(content: Buffer, bytes: number, oddities: Set<Oddity>): Buffer {
  if (content.length <= bytes) return content;
  oddities.add('text_cut');
  return content.subarray(0, bytes);
}

function decode(bytes: Buffer, charset: string, oddities: Set<Oddity>): string {
  const { text, isSure } = decodeText(bytes, charset);
  if (!isSure) oddities.add('bad_charset');
  return text;
}

/** Pictures written into the text are large, and are not shown anyway. */
const withoutData = (html: Buffer): Buffer =>
  Buffer.from(
    html.toString('latin1').replace(/\bdata:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=\s]*/g, ''),
    'latin1',
  );

const charsetWithin = (html: Buffer): string =>
  /<meta[^<>]{0,200}?charset\s*=\s*["']?([\w:-]{1,40})/i.exec(
    html.toString('latin1', 0, 2_000),
  )?.[1] ?? '';
