import type { MailPart } from '../read-mail.ts';
import { decodeHtml, decodePlain } from './body-text.ts';
import { readFields, valueOf } from './fields.ts';
import { fileName, mailFileName } from './file-name.ts';
import { limits, type Oddity } from './limits.ts';
import { htmlOf, mergeVersions, type Piece } from './pieces.ts';
import { openTnef } from './tnef.ts';
import { contentOf, type Node, type Tree } from './tree.ts';
import { takeUuencoded } from './uuencode.ts';
import { decodeWords, oneLine } from './words.ts';

export type Body = { pieces: Piece[]; parts: MailPart[] };

type Walk = {
  parts: MailPart[];
  /** Text that is a file as well: read as the mail's words only where there are no others. */
  spare: Piece[];
  oddities: Set<Oddity>;
};

/** What was written, in order, and all that came with it. */
export function readBody({ root, oddities }: Tree): Body {
  const walk: Walk = { parts: [], spare: [], oddities };
  const written = root.isMultipart ? piecesOf(root, '', walk) : rootPieces(root, walk);
  const isBlank = written.every(({ plain, html }) => html === null && !plain?.trim());
  const pieces = isBlank && walk.spare.length > 0 ? walk.spare : written;
  markInline(walk.parts, pieces);
  return { pieces, parts: walk.parts };
}

/** A mail that is one text is that text, even if it calls itself a file. */
function rootPieces(root: Node, walk: Walk): Piece[] {
  const isText = isWritten(root.type);
  if (!isText || root.fileName !== '') addPart(root, walk);
  return isText ? wordsOf(root, walk) : [];
}

function piecesOf(node: Node, parentType: string, walk: Walk): Piece[] {
  if (node.isMultipart) {
    if (node.children.length === 0) return wordsOf(node, walk);
    const versions = node.children.map((child) => piecesOf(child, node.type, walk));
    return node.type === 'multipart/alternative' ? [mergeVersions(versions)] : versions.flat();
  }
  const isAlternative = parentType === 'multipart/alternative';
  if (isAlternative && /^text\/(?:x-amp|watch)-html$/.test(node.type)) return [];
  const isFile = node.disposition === 'attachment' || (node.fileName !== '' && !isAlternative);
  if (isWritten(node.type) && !isFile) return wordsOf(node, walk);
  addPart(node, walk);
  return [];
}

const isHtml = (type: string): boolean =>
  /^(?:text\/html|application\/xhtml\+xml|text\/enriched|text\/richtext)$/.test(type);
const isWritten = (type: string): boolean => type === 'text/plain' || isHtml(type);

function wordsOf(node: Node, walk: Walk): Piece[] {
  const content = contentOf(node, walk.oddities);
  if (isHtml(node.type)) return [decodeHtml(content, node, walk.oddities)];
  const { rest, files } = takeUuencoded(content);
  for (const file of files) {
    keep(walk, { ...file, type: 'application/octet-stream', contentId: null });
  }
  return [decodePlain(rest, node, walk.oddities)];
}

type File = Pick<MailPart, 'name' | 'type' | 'contentId'> & { content: Buffer };

function addPart(node: Node, walk: Walk): void {
  const content = contentOf(node, walk.oddities);
  const isTnef =
    /^application\/(?:vnd\.)?ms-tnef$/.test(node.type) || /^winmail\.dat$/i.test(node.fileName);
  if (isTnef && addTnef(content, walk)) return;
  const { type, contentId } = node;
  const isMail = type === 'message/rfc822' || type === 'message/global';
  const name = node.fileName || (isMail ? mailFileName(subjectOf(content)) : '');
  keep(walk, { name, type, contentId, content });
  if (type.startsWith('text/') && node.disposition !== 'attachment') {
    walk.spare.push(decodePlain(content, node, walk.oddities));
  }
}

/** False where there is nothing in it that we can show: it stays a file. */
function addTnef(content: Buffer, walk: Walk): boolean {
  const tnef = openTnef(content);
  if (!tnef) return false;
  const { text, html } = tnef;
  if (text !== null) walk.spare.push({ plain: text, html: null });
  else if (html) walk.spare.push(decodeHtml(html, { charset: '' }, walk.oddities));
  for (const file of tnef.files) keep(walk, file);
  return tnef.files.length > 0 || text !== null || html !== null;
}

function subjectOf(mail: Buffer): string {
  const { list } = readFields(mail.subarray(0, limits.firstHeaderBytes));
  return oneLine(decodeWords(valueOf(list, 'subject')).text, limits.subjectCharacters);
}

function keep(walk: Walk, { name, type, contentId, content }: File): void {
  if (walk.parts.length >= limits.parts) {
    walk.oddities.add('too_many_parts');
    return;
  }
  walk.parts.push({ name: fileName(name, type), type, contentId, isInline: false, content });
}

function markInline(parts: MailPart[], pieces: readonly Piece[]): void {
  const shown = pieces.filter(({ html }) => html !== null);
  if (shown.length === 0) return;
  const used = htmlOf(shown).matchAll(/\bcid:([^"'\s<>)]{1,998})/gi);
  const ids = new Set([...used].map(([, id = '']) => contentIdFrom(id)));
  for (const part of parts) part.isInline = part.contentId !== null && ids.has(part.contentId);
}

/** A Content-ID as it stands in an address (RFC 2392). */
export function contentIdFrom(address: string): string {
  const id = address.replaceAll('&amp;', '&');
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}
