import type { MailForMachines } from '../read/for-machines.ts';
import { type Fields, linesOf, readFields, textOf } from './headers.ts';

/** What a report on a mail is made of. */
export type Report = {
  /** The words for people, up to the mail that came back. */
  notice: string[];
  /** The words for programs (RFC 3464), one list of fields for each recipient. */
  groups: Fields[];
  /** Headers of the mail that came back. */
  returned: Fields;
};

export function takeApart(mail: MailForMachines): Report {
  const lines = linesOf(mail.text.includes('@') ? mail.text : mail.text + brokenText(mail));
  const end = findReturned(lines);
  const notice = lines.slice(0, end);
  return {
    notice: withoutStatus(notice),
    groups: findGroups(mail, lines),
    returned: findHeaders(mail, lines.slice(end)),
  };
}

/** Reports are often badly built, and their words are then found in parts nobody took for text. */
const brokenText = (mail: MailForMachines): string =>
  mail.parts
    .filter((part) => /^(?:text\/plain|multipart\/)/.test(part.type))
    .map((part) => `\n${textOf(part)}`)
    .join('');

const isStatusPart = (type: string): boolean =>
  type === 'message/delivery-status' || type === 'message/global-delivery-status';

const isReturnedPart = (type: string): boolean =>
  /^(?:message\/(?:rfc822|global|partial)|(?:text|message)\/(?:rfc822|global)-?headers?)$/.test(
    type,
  );

/** Some programs that read mail take delivery-status for text, and some that write it send it so. */
function findGroups(mail: MailForMachines, lines: string[]): Fields[] {
  const parts = mail.parts.filter((part) => isStatusPart(part.type));
  const found = parts.flatMap((part) => readGroups(linesOf(textOf(part))));
  if (found.length > 0) return found;
  const start = lines.findIndex((line) => statusStart.test(line));
  return start < 0 ? [] : readGroups(lines.slice(start));
}

const statusStart =
  /^(?:reporting-mta|final-recipient|original-recipient|original-envelope-id|x-postfix-queue-id)[ \t]{0,4}:/i;

function withoutStatus(notice: string[]): string[] {
  const start = notice.findIndex((line) => statusStart.test(line));
  return start < 0 ? notice : notice.slice(0, start);
}

const aboutRecipient = new Set(['final-recipient', 'original-recipient', 'action', 'status']);
const groupLimit = 50;

function readGroups(lines: string[]): Fields[] {
  const groups: Fields[] = [];
  let rest = lines;
  while (rest.length > 0 && groups.length < groupLimit) {
    const start = rest.findIndex((line) => line.trim() !== '');
    if (start < 0) break;
    const fields = readFields(rest.slice(start, start + 200));
    if (fields.length === 0) break;
    groups.push(...splitRepeated(fields));
    const end = rest.findIndex((line, index) => index > start && line.trim() === '');
    rest = end < 0 ? [] : rest.slice(end);
  }
  return groups.filter((fields) => fields.some(([name]) => aboutRecipient.has(name)));
}

/** Where the empty lines between recipients were lost, a field that comes again begins the next. */
function splitRepeated(fields: Fields): Fields[] {
  const groups: Fields[] = [[]];
  for (const field of fields) {
    const isNext =
      aboutRecipient.has(field[0]) && groups.at(-1)?.some(([name]) => name === field[0]);
    if (isNext) groups.push([]);
    groups.at(-1)?.push(field);
  }
  return groups;
}

const marker = new RegExp(
  [
    '^[ \\t]{0,8}-{2,}.{0,40}(?:(?:copy|headers?) of (?:the|your)|original m(?:essage|ail)|unsent message|returned message|undelivered message|message (?:text )?follows|copy of the message)',
    '^[ \\t]{0,8}-{2,} ?(?:original|unsent|returned)',
    '^[ \\t]{0,8}(?:below|here|enclosed|attached) is (?:a copy|the header)',
    '^(?:message|original message) headers?(?: follow)?[ .:]*$',
    '^included is a copy of',
    '^en-t\\S{1,4}tes d[eu].{0,30}message.{0,20}:$',
    '^(?:urspr\\S{1,3}ngliche|original).{0,3}nachrichtenkopfzeilen.{0,3}$',
    '^encabezados? de(?:l)? mensaje original.{0,3}$',
    '^(?:the )?(?:unsent|original) message (?:follows|was)[ .:]*$',
  ].join('|'),
  'i',
);
const knownHeader =
  /^(received|return-path|from|to|date|subject|message-id|mime-version|content-type|dkim-signature|x-[a-z-]{2,40}|reply-to|sender|user-agent|cc|in-reply-to|references)[ \t]{0,4}:/i;

/** Where the mail that came back begins in the text; the text's end where it is not there. */
function findReturned(lines: string[]): number {
  const said = lines.findIndex((line) => line.length < 200 && marker.test(line));
  const shown = findHeaderBlock(lines);
  return Math.min(said < 0 ? lines.length : said, shown < 0 ? lines.length : shown);
}

/** Three known headers in a row or nearly, not indented: nobody writes so but a program. */
function findHeaderBlock(lines: string[]): number {
  let start = -1;
  let names = new Set<string>();
  for (const [index, line] of lines.entries()) {
    const name = knownHeader.exec(line)?.[1]?.toLowerCase();
    if (name) {
      if (names.size === 0) start = index;
      names.add(name);
      if (names.size >= 3) return start;
    } else if (line === '' || !/^[ \t]/.test(line)) {
      names = new Set();
    }
  }
  return -1;
}

function findHeaders(mail: MailForMachines, rest: string[]): Fields {
  const part = mail.parts.find((each) => isReturnedPart(each.type)) ?? mail.parts.find(isHeaders);
  const fromPart = part ? readFields(dropBlank(linesOf(textOf(part)))) : [];
  if (fromPart.length > 1) return fromPart;
  const start = rest.findIndex((line) => knownHeader.test(line));
  return start < 0 ? fromPart : readFields(rest.slice(start, start + 500));
}

/** Some programs attach the headers as plain text. */
const isHeaders = (part: { type: string; content: Uint8Array }): boolean =>
  part.type === 'text/plain' && findHeaderBlock(linesOf(textOf(part)).slice(0, 50)) >= 0;

const dropBlank = (lines: string[]): string[] => {
  const start = lines.findIndex((line) => line.trim() !== '');
  return start < 0 ? [] : lines.slice(start, start + 500);
};
