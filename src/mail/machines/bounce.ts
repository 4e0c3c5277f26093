import type { MailForMachines } from '../read/for-machines.ts';
import type { Bounce } from '../read-mail.ts';
import { readAmazonBounce } from './amazon.ts';
import { type Fields, isSameAddress, messageIdIn, valueOf } from './headers.ts';
import { findRefusals } from './notice.ts';
import { isBounce, isFailure } from './proof.ts';
import { type Reason, reasonIn, reasonOfCode } from './reason.ts';
import { type Report, takeApart } from './report.ts';
import { isFeedbackReport } from './signs.ts';
import { type Stage, stageIn } from './stage.ts';
import { findRecipient } from './whom.ts';

/** What a mail says of another that could not be delivered; null where it says nothing like it. */
export function readBounce(mail: MailForMachines): Bounce | null {
  if (isFeedbackReport(mail)) return null;
  const report = takeApart(mail);
  return readAmazonBounce(mail) ?? (isBounce(mail, report) ? read(mail, report) : null);
}

function read(mail: MailForMachines, report: Report): Bounce {
  const group = report.groups.find(isFailure) ?? null;
  const recipient = findRecipient(mail, report, group);
  const witness = findWitness(report, group, recipient);
  const reason = findReason(witness);
  return {
    recipient,
    code: isTelling(witness.code) ? witness.code : derive(witness.code, reason),
    hard: reason?.hard === true && !isDelayed(mail, group),
    originalMessageId: findMessageId(mail, report),
  };
}

/** Who says what of the refusal, the best placed first. */
type Witness = {
  /** The server's answer, as the report's fields give it; null where there are none. */
  diagnosis: string | null;
  /** By the program on the receiving machine that was to take the mail. */
  isLocal: boolean;
  /** What the notice says of the recipient, and all of it. */
  section: string;
  notice: string;
  code: string;
};

function findWitness(report: Report, group: Fields | null, recipient: string | null): Witness {
  const refusals = findRefusals(report.notice);
  const own = refusals.find((each) => recipient !== null && isSameAddress(each.address, recipient));
  const said = {
    diagnosis: group ? diagnosisOf(group) : null,
    isLocal: /^x-unix/i.test(group ? valueOf(group, 'diagnostic-code') : ''),
    section: (own ?? refusals[0])?.words ?? '',
    notice: report.notice.join('\n'),
  };
  const status = enhanced.exec(group ? valueOf(group, 'status') : '')?.[1] ?? '';
  return { ...said, code: findCode(status, said) };
}

const diagnosisOf = (group: Fields): string =>
  group
    .filter(([name]) => name === 'diagnostic-code')
    .map(([, value]) => value.replace(/^[a-z0-9-]{1,20}[ \t]{0,4};/i, ''))
    .join(' ');

const enhanced = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/;
const afterReply = /(?<![\d.])[245]\d\d[ -]#?([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)/;
const inBrackets = /\(#([245]\.\d{1,3}\.\d{1,3})\)/;

/** The server's own code before that of the program that reports it, and what tells before what does not. */
function findCode(status: string, said: Omit<Witness, 'code'>): string {
  const [first, ...rest] = [said.diagnosis ?? '', said.section, said.notice].map(codeIn);
  const codes = [first ?? '', status, ...rest].filter((code) => code !== '');
  return codes.find(isTelling) ?? codes[0] ?? '';
}

const codeIn = (words: string): string =>
  afterReply.exec(words)?.[1] ?? inBrackets.exec(words)?.[1] ?? '';

const isTelling = (code: string): boolean => code !== '' && !code.endsWith('.0.0');

/** What the words say, in the class (lasting or passing) the report gave it. */
const derive = (code: string, reason: Reason | null): string =>
  reason === null ? code : `${code[0] ?? reason.code[0]}${reason.code.slice(1)}`;

const programFailed: Reason = { hard: false, code: '5.3.0' };

function findReason(witness: Witness): Reason | null {
  if (witness.isLocal) return programFailed;
  const said = reasonBy(witness);
  return said && isHeld(said, witness) ? { ...said, hard: false } : said;
}

function reasonBy({ code, diagnosis, section, notice }: Witness): Reason | null {
  const byCode = reasonOfCode(code);
  const byNotice = () => reasonIn(section) ?? reasonIn(notice);
  const said =
    diagnosis === null ? (byNotice() ?? byCode) : (reasonIn(diagnosis) ?? byCode ?? byNotice());
  // An address out of use for good is told from one that rests by the code alone.
  return said?.code === '5.2.1' && byCode?.hard ? byCode : said;
}

/** What calls the address bad and yet does not prove it. */
function isHeld(reason: Reason, witness: Witness): boolean {
  if (witness.code.startsWith('4.')) return true;
  const stage = stageOf(witness);
  // Refused before anybody was named: it was about us, who connected or wrote.
  if (stage === 'connect' || stage === 'sender') return reason.code !== '5.1.10';
  if (stage !== 'data' || reasonOfCode(witness.code)?.hard) return false;
  // Taken when it was named and refused when the mail was read: filters say "unknown" of it, too.
  return bareUnknown.test(`${witness.diagnosis ?? ''}\n${witness.section}\n${witness.notice}`);
}

const stageOf = ({ section, notice }: Witness): Stage | null => stageIn(section) ?? stageIn(notice);

const bareUnknown = /user unknown|unknown user|no such user|user not found|unknown recipient/i;

/** Programs that still try say so, in the fields or in the subject. */
const isDelayed = (mail: MailForMachines, group: Fields | null): boolean =>
  /^delay/i.test(group ? valueOf(group, 'action') : '') ||
  /^(?:warning\b|delayed mail|delivery (?:status )?(?:notification )?.{0,3}delay)/i.test(
    mail.subject,
  );

function findMessageId(mail: MailForMachines, report: Report): string | null {
  const shown = report.notice.find((line) => /^[ \t]{0,20}message-id[ \t]{0,9}:/i.test(line)) ?? '';
  const said = [
    valueOf(report.returned, 'message-id'),
    shown.slice(shown.indexOf(':') + 1),
    valueOf(mail.headers, 'in-reply-to'),
    valueOf(mail.headers, 'references').split(/\s/).at(-1) ?? '',
  ];
  return said.map(messageIdIn).find((id) => id !== null) ?? null;
}
