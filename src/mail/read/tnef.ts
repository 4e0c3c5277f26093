import { limits } from './limits.ts';
import { decodeOem, type Properties, readProperties, tags } from './tnef-properties.ts';

export type TnefFile = {
  name: string;
  type: string;
  contentId: string | null;
  content: Buffer;
};

/** What Outlook puts into a winmail.dat. */
export type Tnef = { files: TnefFile[]; text: string | null; html: Buffer | null };

const signature = 0x223e9f78;
const ids = {
  oemCodepage: 0x00069007,
  body: 0x0002800c,
  properties: 0x00069003,
  attachmentBegins: 0x00069002,
  attachmentTitle: 0x00018010,
  attachmentData: 0x0006800f,
  attachmentProperties: 0x00069005,
} as const;

/** The attributes of one attachment, before it is known to be one. */
type Draft = { title: string; data: Buffer | null; properties: Properties };

/** Opens a winmail.dat; null where it is none, or broken, or larger than anything real. */
export function openTnef(bytes: Buffer, depth = 0): Tnef | null {
  try {
    return read(bytes, depth);
  } catch (fault) {
    // Buffer's own word for reading past the end.
    if (fault instanceof RangeError) return null;
    throw fault;
  }
}

function read(bytes: Buffer, depth: number): Tnef | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== signature) return null;
  const drafts: Draft[] = [];
  const tnef: Tnef = { files: [], text: null, html: null };
  let codepage = 1252;
  for (const { id, data } of attributes(bytes)) {
    if (id === ids.oemCodepage) codepage = data.readUInt32LE(0);
    if (id === ids.attachmentBegins) drafts.push({ title: '', data: null, properties: new Map() });
    const draft = drafts.at(-1);
    if (draft) takeAttribute(draft, { id, data, codepage });
    else takeBody(tnef, { id, data, codepage });
    if (drafts.length > limits.tnefAttachments) return null;
  }
  tnef.files = drafts.flatMap((draft) => filesOf(draft, depth));
  return tnef;
}

type Attribute = { id: number; data: Buffer };

function* attributes(bytes: Buffer): Generator<Attribute> {
  // After the signature and a key; each attribute has a level before it and a checksum behind.
  let at = 6;
  while (at + 11 <= bytes.length) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const end = at + 9 + length;
    if (end + 2 > bytes.length) throw new RangeError('The attribute ends behind the file.');
    yield { id, data: bytes.subarray(at + 9, end) };
    at = end + 2;
  }
}

type Coded = Attribute & { codepage: number };

function takeBody(tnef: Tnef, { id, data, codepage }: Coded): void {
  if (id === ids.body) tnef.text ??= decodeOem(data, codepage);
  if (id !== ids.properties) return;
  const properties = readProperties(data, codepage);
  tnef.text ??= properties.get(tags.body)?.text ?? null;
  tnef.html ??= properties.get(tags.bodyHtml)?.bytes ?? null;
}

function takeAttribute(draft: Draft, { id, data, codepage }: Coded): void {
  if (id === ids.attachmentTitle) draft.title = decodeOem(data, codepage);
  if (id === ids.attachmentData) draft.data = data;
  if (id === ids.attachmentProperties) draft.properties = readProperties(data, codepage);
}

function filesOf(draft: Draft, depth: number): TnefFile[] {
  const object = draft.properties.get(tags.attachedObject)?.bytes;
  const content = draft.data ?? object;
  if (!content) return [];
  const file = describe(draft, content);
  // A mail forwarded within the mail: the same format again, behind the id of its interface.
  const inner =
    object && depth < limits.tnefDepth ? openTnef(object.subarray(16), depth + 1) : null;
  return inner ? [...textOf(inner, file.name), ...inner.files] : [file];
}

function describe({ properties, title }: Draft, content: Buffer): TnefFile {
  const text = (tag: number) => properties.get(tag)?.text ?? '';
  return {
    name: [text(tags.longFileName), title, text(tags.displayName)].find(Boolean) ?? '',
    type: text(tags.mimeType).toLowerCase() || 'application/octet-stream',
    contentId: text(tags.contentId) || null,
    content,
  };
}

function textOf(inner: Tnef, name: string): TnefFile[] {
  if (inner.text === null) return [];
  const content = Buffer.from(inner.text);
  return [{ name: `${name || 'message'}.txt`, type: 'text/plain', contentId: null, content }];
}
