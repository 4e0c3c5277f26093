import { finished } from 'node:stream/promises';
import { type MessageChunk, type MimeNode, Splitter } from '@zone-eu/mailsplit';
import libmime from 'libmime';
import { type Field, readFields, valueOf } from './fields.ts';
import { limits, type Oddity } from './limits.ts';
import { prepare } from './prepare.ts';
import { decodeTransfer } from './transfer.ts';
import { decodeWords, oneLine } from './words.ts';

/** One node of a mail: a part, or a multipart that holds some. */
export type Node = {
  fields: Field[];
  type: string;
  charset: string;
  isFlowed: boolean;
  losesSpaces: boolean;
  disposition: string;
  fileName: string;
  contentId: string | null;
  isMultipart: boolean;
  children: Node[];
  depth: number;
  /** As it was sent; of a multipart what stands before its first part. */
  chunks: Buffer[];
};

export type Tree = { root: Node; oddities: Set<Oddity> };

/** Takes a mail apart. What comes behind a limit is left out; nothing is decoded yet. */
export async function readTree(raw: Buffer): Promise<Tree> {
  const oddities = new Set<Oddity>();
  const mail = prepare(raw);
  const root =
    (await split(mail, oddities)) ??
    nodeOf(readFields(mail.subarray(0, limits.firstHeaderBytes)).list, 0);
  if (root.isMultipart && root.children.length === 0) await findParts(root, oddities);
  return { root, oddities };
}

/** Null where not even the headers of the mail could be read. */
async function split(mail: Buffer, oddities: Set<Oddity>): Promise<Node | null> {
  const nodes = new Map<MimeNode, Node>();
  const splitter = new Splitter({
    // An attached mail is one part, whatever is in it.
    ignoreEmbedded: true,
    maxHeadSize: limits.headerBytes,
    maxChildNodes: limits.nodes,
  });
  splitter.on('data', (chunk: MimeNode | MessageChunk) => {
    if (chunk.type === 'node') return addNode(chunk, nodes, oddities);
    const node = nodes.get(chunk.node);
    if (node && node.children.length === 0) node.chunks.push(chunk.value);
  });
  splitter.end(mail);
  // Its only errors are its limits: what it has read until then stands.
  await finished(splitter).catch(() =>
    oddities.add(nodes.size > 0 ? 'too_many_parts' : 'headers_cut'),
  );
  const [root] = nodes.values();
  return root ?? null;
}

/** A multipart that forgot to say what stands between its parts: the first such line says it. */
async function findParts(root: Node, oddities: Set<Oddity>): Promise<void> {
  oddities.add('bad_structure');
  const body = Buffer.concat(root.chunks);
  const line = /^--(\S[^\r\n"]{0,200}?)[ \t]*\r?\ncontent-[a-z-]{1,30}:/im;
  const boundary = line.exec(body.toString('latin1', 0, limits.firstHeaderBytes))?.[1];
  if (boundary === undefined) return;
  const head = Buffer.from(`Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`);
  const found = await split(Buffer.concat([head, body]), oddities);
  root.children = found?.children ?? [];
}

function addNode(split: MimeNode, nodes: Map<MimeNode, Node>, oddities: Set<Oddity>): void {
  const parent = split.parentNode ? nodes.get(split.parentNode) : undefined;
  const fields = readFields(split.getHeaders());
  const node = nodeOf(fields.list, (parent?.depth ?? -1) + 1, parent?.type);
  if (fields.isCut) oddities.add('headers_cut');
  if (!fields.isSure) oddities.add('bad_charset');
  if (node.depth > limits.depth) oddities.add('too_deep');
  nodes.set(split, node);
  parent?.children.push(node);
}

function nodeOf(fields: Field[], depth: number, parentType = ''): Node {
  const typed = parameters(valueOf(fields, 'content-type'));
  const disposed = parameters(valueOf(fields, 'content-disposition'));
  const type = typeOf(typed.value) || defaultType(parentType, disposed.value);
  const contentId = valueOf(fields, 'content-id').replace(/[<>]/g, '');
  return {
    fields,
    type,
    // Some forget the semicolon.
    charset:
      typed.params['charset'] ?? /\scharset=["']?([\w-]{1,40})/i.exec(typed.value)?.[1] ?? '',
    isFlowed: typed.params['format']?.toLowerCase() === 'flowed',
    losesSpaces: typed.params['delsp']?.toLowerCase() === 'yes',
    disposition: disposed.value.toLowerCase().trim(),
    fileName: nameFrom(disposed, 'filename') || nameFrom(typed, 'name'),
    contentId: oneLine(contentId, limits.messageIdCharacters) || null,
    isMultipart: type.startsWith('multipart/'),
    children: [],
    depth,
    chunks: [],
  };
}

type Parameters = ReturnType<typeof libmime.parseHeaderValue>;

/** A backslash that escapes nothing is part of a path. */
const parameters = (value: string): Parameters =>
  libmime.parseHeaderValue(value.replace(/\\(?!["\\])/g, '/'), { stripComments: true });

function typeOf(value: string): string {
  const type = value.toLowerCase().trim().split(/[\s,]/, 1)[0] ?? '';
  if (type === 'multipart' || type === 'multipart/*') return 'multipart/mixed';
  return /^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}$/.test(type) ? type : '';
}

function defaultType(parentType: string, disposition: string): string {
  if (parentType === 'multipart/digest') return 'message/rfc822';
  return /^attachment/i.test(disposition) ? 'application/octet-stream' : 'text/plain';
}

/** RFC 2231 is decoded already; what looks like an encoded word in it is the name itself. */
function nameFrom(header: Parameters, parameter: string): string {
  const given = header.params[parameter] ?? '';
  return header.decodedParams?.includes(parameter) ? given : decodeWords(given).text;
}

/** The bytes of a part, as they were before they were sent. */
export function contentOf(node: Node, oddities: Set<Oddity>): Buffer {
  const [first = Buffer.alloc(0), ...more] = node.chunks;
  const sent = more.length === 0 ? first : Buffer.concat(node.chunks);
  if (node.isMultipart) return sent;
  const encoding = valueOf(node.fields, 'content-transfer-encoding')
    .slice(0, 100)
    .replace(/\(.*\)/, '');
  const { content, isWhole } = decodeTransfer(sent, encoding);
  if (!isWhole) oddities.add('bad_encoding');
  return content;
}
