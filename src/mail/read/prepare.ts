import { readFields } from './fields.ts';
import { limits } from './limits.ts';

/** A header that no text begins with by chance. */
const known =
  /^(?:from|to|cc|bcc|subject|date|received|sender|reply-to|return-path|delivered-to|message-id|in-reply-to|references|precedence|mime-version|(?:content|x|list|resent|auto|arc|dkim)-.+)$/;

/** Undoes what some programs put before a mail, or make of its lines. What has no headers is all text. */
export function prepare(raw: Buffer): Buffer {
  const mail = withLineFeeds(raw.subarray(startOf(raw)));
  const { list } = readFields(mail.subarray(0, limits.firstHeaderBytes));
  if (list.some(({ name }) => known.test(name))) return mail;
  return Buffer.concat([Buffer.from('\r\n'), withLineFeeds(raw)]);
}

/** Behind a byte order mark and empty lines. */
function startOf(raw: Buffer): number {
  const isMark = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf;
  let start = isMark ? 3 : 0;
  while (raw[start] === 0x0d || raw[start] === 0x0a) start += 1;
  return start;
}

function withLineFeeds(mail: Buffer): Buffer {
  if (mail.subarray(0, limits.firstHeaderBytes).includes(0x0a)) return mail;
  return Buffer.from(mail.map((byte) => (byte === 0x0d ? 0x0a : byte)));
}
