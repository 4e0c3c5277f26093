import { limits } from './limits.ts';

export type UuFile = { name: string; content: Buffer };

const header = /^begin [0-7]{3,4} (\S.*)$/;

/** Takes the uuencoded files out of a text, bytes for bytes: they come before any charset. */
export function takeUuencoded(bytes: Buffer): { rest: Buffer; files: UuFile[] } {
  const files: UuFile[] = [];
  const kept: Buffer[] = [];
  let from = 0;
  let at = bytes.indexOf('begin ');
  while (at >= 0 && files.length < limits.parts) {
    const block = at === 0 || bytes[at - 1] === 0x0a ? readBlock(bytes, at) : null;
    if (block) {
      files.push({ name: block.name, content: block.content });
      kept.push(bytes.subarray(from, at));
      from = block.end;
    }
    at = bytes.indexOf('begin ', block ? block.end : at + 1);
  }
  if (files.length === 0) return { rest: bytes, files };
  return { rest: Buffer.concat([...kept, bytes.subarray(from)]), files };
}

function readBlock(bytes: Buffer, start: number): (UuFile & { end: number }) | null {
  const first = lineAt(bytes, start);
  const name = header.exec(first.line.toString('latin1').trimEnd())?.[1];
  if (name === undefined) return null;
  const out: Buffer[] = [];
  let at = first.next;
  let isEnded = false;
  while (at < bytes.length) {
    const { line, next } = lineAt(bytes, at);
    at = next;
    isEnded = line.length === 3 && line.toString('latin1') === 'end';
    if (isEnded) break;
    const decoded = decodeLine(line);
    if (!decoded) return null;
    out.push(decoded);
  }
  const content = Buffer.concat(out);
  // A mail that was cut off has no end; a sentence that begins like this has no file either.
  const isFile = content.length > (isEnded ? 0 : 90);
  return isFile ? { name, content, end: at } : null;
}

function lineAt(bytes: Buffer, start: number): { line: Buffer; next: number } {
  const feed = bytes.indexOf(0x0a, start);
  const next = feed < 0 ? bytes.length : feed + 1;
  let end = feed < 0 ? bytes.length : feed;
  while (end > start && bytes[end - 1] === 0x0d) end -= 1;
  return { line: bytes.subarray(start, end), next };
}

/** The first sign says how many bytes follow; spaces at the end may have been lost on the way. */
function decodeLine(line: Buffer): Buffer | null {
  const length = six(line[0]);
  const groups = Math.ceil(length / 3);
  // One sign more is a checksum that some programs add.
  if (line.length > 2 + groups * 4) return null;
  if (line.some((byte) => byte < 0x20 || byte > 0x60)) return null;
  const out = Buffer.alloc(groups * 3);
  for (let group = 0; group < groups; group += 1) {
    const at = 1 + group * 4;
    const upper = (six(line[at]) << 18) | (six(line[at + 1]) << 12);
    out.writeUIntBE(upper | (six(line[at + 2]) << 6) | six(line[at + 3]), group * 3, 3);
  }
  return out.subarray(0, length);
}

const six = (byte = 0x20): number => (byte - 0x20) & 0x3f;
