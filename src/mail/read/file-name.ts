import libmime from 'libmime';
import { limits } from './limits.ts';
import { oneLine } from './words.ts';

/** Signs that turn the direction of reading: `exe.gpj` must not look like `jpg.exe`. */
const directions = /[\u061C\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** The last component of what the sender called a file, safe to show and to save; else made up from its type. */
export function fileName(given: string, type: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = oneLine(last.replace(directions, ''), 10_000).replace(/^[\s.]+$/, '');
  return shorten(name) || `${baseFor(type)}.${extensionFor(type)}`;
}

/** A file name for an attached mail. */
export const mailFileName = (subject: string): string =>
  fileName(`${subject.replace(/[/\\:*?"<>|]+/g, ' ').trim() || 'message'}.eml`, 'message/rfc822');

/** Keeps the end, by which programs know what it is. */
function shorten(name: string): string {
  if (name.length <= limits.fileNameCharacters) return name;
  const extension = /\.[^.\s]{1,12}$/.exec(name)?.[0] ?? '';
  const start = name.slice(0, limits.fileNameCharacters - extension.length);
  return `${start}${extension}`.toWellFormed();
}

const extensions: Record<string, string> = {
  'application/pgp-signature': 'asc',
  'audio/mpeg': 'mp3',
  'image/jpeg': 'jpg',
  'message/delivery-status': 'txt',
  'message/feedback-report': 'txt',
  'text/rfc822-headers': 'txt',
};

function baseFor(type: string): string {
  if (type.startsWith('image/')) return 'image';
  return type.startsWith('message/') ? 'message' : 'attachment';
}

const extensionFor = (type: string): string => extensions[type] ?? libmime.detectExtension(type);
