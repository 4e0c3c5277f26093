import { plural, t } from '@lingui/core/macro';
import type {
  Channel,
  ComplaintState,
  CustomerPromise,
  Escalation,
  NoticeOf,
  Role,
  Row,
} from './api/types.ts';
import { formatLocale } from './language.ts';

export const stateWords: Readonly<Record<ComplaintState, string>> = {
  to_do: t({ message: 'To do', context: 'state of a complaint' }),
  waiting: t({ message: 'Waiting', context: 'state of a complaint' }),
  done: t({ message: 'Done', context: 'state of a complaint' }),
};

export const channelWords: Readonly<Record<Channel, string>> = {
  web: t`on the website`,
  mail: t`by mail`,
  phone: t`by telephone`,
  post: t`by letter`,
  in_person: t`in person`,
  widget: t`on the website`,
  api: t`through another program`,
};

export const roleWords: Readonly<Record<Role, string>> = {
  handler: t`handler`,
  fixer: t`fixer`,
  designer: t`designer`,
  manager: t`manager`,
  executive: t`executive`,
  account_owner: t`account owner`,
  administrator: t`administrator`,
};

/** Taken there. */ export const levelWords: Readonly<Record<Escalation['level'], string>> = {
  team: t`to the team`,
  manager: t`to a manager`,
  executive: t`to the head of the organisation`,
};

export const promiseWords: Readonly<Record<CustomerPromise['state'], string>> = {
  open: t({ message: 'Open', context: 'state of a promise' }),
  broken: t({ message: 'Broken', context: 'state of a promise' }),
  kept: t`Done, we say`,
  confirmed: t`Kept, the customer says`,
  disputed: t`Not kept, the customer says`,
  released: t`No longer needed`,
};

const promiseTitles: Readonly<Record<CustomerPromise['kind'], string>> = {
  answer: t`A person answers`,
  action: t`What we promised`,
  follow_up: t`Get in touch about a broken promise`,
};

export const promiseTitle = ({ text, kind }: Pick<CustomerPromise, 'text' | 'kind'>): string =>
  text ?? promiseTitles[kind];

const basisWords: Readonly<Record<NonNullable<Row['closedBasis']>, string>> = {
  confirmed: t`the customer says it is fixed`,
  withdrawn: t`the customer withdrew it`,
  documented: t`closed on documents`,
  joined: t`goes on in another complaint`,
};

export const closedWords = ({ closedBasis }: Pick<Row, 'closedBasis'>): string =>
  closedBasis ? basisWords[closedBasis] : t({ message: 'closed', context: 'state of a complaint' });

const noticeKinds: Readonly<Record<string, string>> = {
  received: t`the acknowledgement`,
  acknowledgement: t`the acknowledgement`,
};

export const noticeTitle = ({ subject, kind }: NoticeOf): string =>
  subject ?? noticeKinds[kind] ?? t`a message`;

export const anonymous = t`Anonymous`;

export const nameOfCustomer = (name: string | null): string => name ?? anonymous;

const megabytes = new Intl.NumberFormat(formatLocale(), {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return plural(bytes, { one: '# byte', other: '# bytes' });
  const kb = bytes / 1024;
  if (kb < 1024) {
    const size = Math.round(kb);
    return t`${size} KB`;
  }
  const size = megabytes.format(kb / 1024);
  return t`${size} MB`;
}

export const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .filter((letter, at, all) => at === 0 || at === all.length - 1)
    .join('')
    .toUpperCase();

/** What the status of a mail server means (RFC 3463), as far as it helps to know what to do. */
const faults: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.[16]$/, t`no such mailbox`],
  [/^5\.1\.[02389]$/, t`no such address`],
  [/^5\.1\.10$/, t`this domain takes no mail`],
  [/^[45]\.2\.1$/, t`the mailbox is switched off`],
  [/^[45]\.2\.2$/, t`the mailbox is full`],
  [/^[45]\.2\.3$|^5\.3\.4$/, t`the mail was too large`],
  [/^[45]\.4\./, t`their server could not be reached`],
  [/^[45]\.7\./, t`their server refuses our mail`],
];

export function faultWords(code: string): string {
  const words = faults.find(([pattern]) => pattern.test(code))?.[1];
  return [code, words].filter(Boolean).join(' ');
}

const causes: Readonly<Record<string, string>> = {
  refused: t`their mail server refused it`,
  gave_up: t`their mail server could not be reached`,
  unsure: t`nobody heard whether it was taken`,
  partly_refused: t`only some of them could be reached`,
  bounced: t`it came back`,
};

/** Why something of ours did not arrive. */
export function failureWords({ cause, code }: Pick<NoticeOf, 'cause' | 'code'>): string {
  const words = causes[cause ?? ''] ?? t`it could not be delivered`;
  // Codes of our own, such as for a connection that broke off, say no more than the cause.
  const why = /^\d/.test(code ?? '') ? faultWords(code ?? '') : '';
  return why ? t`${words} (${why})` : words;
}
