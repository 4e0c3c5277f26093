import type {
  Channel,
  ComplaintState,
  CustomerPromise,
  Escalation,
  NoticeOf,
  Role,
  Row,
} from './api/types.ts';

export const stateWords: Readonly<Record<ComplaintState, string>> = {
  to_do: 'To do',
  waiting: 'Waiting',
  done: 'Done',
};

export const channelWords: Readonly<Record<Channel, string>> = {
  web: 'on the website',
  mail: 'by mail',
  phone: 'by telephone',
  post: 'by letter',
  in_person: 'in person',
  widget: 'on the website',
  api: 'through another program',
};

export const roleWords: Readonly<Record<Role, string>> = {
  handler: 'handler',
  fixer: 'fixer',
  designer: 'designer',
  manager: 'manager',
  executive: 'executive',
  account_owner: 'account owner',
  administrator: 'administrator',
};

export const levelWords: Readonly<Record<Escalation['level'], string>> = {
  team: 'the team',
  manager: 'a manager',
  executive: 'the head of the organisation',
};

export const promiseWords: Readonly<Record<CustomerPromise['state'], string>> = {
  open: 'Open',
  broken: 'Broken',
  kept: 'Done, we say',
  confirmed: 'Kept, the customer says',
  disputed: 'Not kept, the customer says',
  released: 'No longer needed',
};

const promiseTitles: Readonly<Record<CustomerPromise['kind'], string>> = {
  answer: 'A person answers',
  action: 'What we promised',
  follow_up: 'Get in touch about a broken promise',
};

export const promiseTitle = ({ text, kind }: Pick<CustomerPromise, 'text' | 'kind'>): string =>
  text ?? promiseTitles[kind];

const basisWords: Readonly<Record<NonNullable<Row['closedBasis']>, string>> = {
  confirmed: 'the customer says it is fixed',
  withdrawn: 'the customer withdrew it',
  documented: 'closed on documents',
  joined: 'goes on in another complaint',
};

export const closedWords = ({ closedBasis }: Pick<Row, 'closedBasis'>): string =>
  closedBasis ? basisWords[closedBasis] : 'closed';

const noticeKinds: Readonly<Record<string, string>> = {
  received: 'the acknowledgement',
  acknowledgement: 'the acknowledgement',
};

export const noticeTitle = ({ subject, kind }: NoticeOf): string =>
  subject ?? noticeKinds[kind] ?? 'a message';

export const anonymous = 'Anonymous';

export const nameOfCustomer = (name: string | null): string => name ?? anonymous;

export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kb = bytes / 1024;
  return kb < 1024 ? `${Math.round(kb)} KB` : `${(kb / 1024).toFixed(1)} MB`;
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
  [/^5\.1\.[16]$/, 'no such mailbox'],
  [/^5\.1\.[02389]$/, 'no such address'],
  [/^5\.1\.10$/, 'this domain takes no mail'],
  [/^[45]\.2\.1$/, 'the mailbox is switched off'],
  [/^[45]\.2\.2$/, 'the mailbox is full'],
  [/^[45]\.2\.3$|^5\.3\.4$/, 'the mail was too large'],
  [/^[45]\.4\./, 'their server could not be reached'],
  [/^[45]\.7\./, 'their server refuses our mail'],
];

export function faultWords(code: string): string {
  const words = faults.find(([pattern]) => pattern.test(code))?.[1];
  return [code, words].filter(Boolean).join(' ');
}

const causes: Readonly<Record<string, string>> = {
  refused: 'their mail server refused it',
  gave_up: 'their mail server could not be reached',
  unsure: 'nobody heard whether it was taken',
  partly_refused: 'only some of them could be reached',
  bounced: 'it came back',
};

/** Why something of ours did not arrive. */
export function failureWords({ cause, code }: Pick<NoticeOf, 'cause' | 'code'>): string {
  const words = causes[cause ?? ''] ?? 'it could not be delivered';
  // Codes of our own, such as for a connection that broke off, say no more than the cause.
  const why = /^\d/.test(code ?? '') ? faultWords(code ?? '') : '';
  return why ? `${words} (${why})` : words;
}
