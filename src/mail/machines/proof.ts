import type { MailForMachines } from '../read/for-machines.ts';
import { type Fields, header, valueOf } from './headers.ts';
import { findRefusals, quotesServer, saysUndelivered } from './notice.ts';
import { type Report, takeApart } from './report.ts';
import {
  autoSubmitted,
  hasNullPath,
  hasPart,
  isFromDaemon,
  isFromRole,
  isFromServer,
  reportType,
  saysAway,
} from './signs.ts';

// What proves a report on delivery. "It was not delivered" is what customers complain about, and a
// bounce they got is what they quote: neither the words nor the fields will do without the form.

/** A delivery that went well may be reported as well; that is no bounce. */
export function isFailure(group: Fields): boolean {
  const action = valueOf(group, 'action').toLowerCase();
  if (/^(?:delivered|relayed|expanded)/.test(action)) return false;
  return action !== '' || /^[45]\./.test(valueOf(group, 'status'));
}

/** All recipients have it. */
export function isDeliveryReceipt(mail: MailForMachines): boolean {
  if (!isProgram(mail) && reportType(mail) === null) return false;
  const { groups } = takeApart(mail);
  return groups.length > 0 && !groups.some(isFailure);
}

export function isBounce(mail: MailForMachines, report: Report): boolean {
  if (report.groups.length > 0) return report.groups.some(isFailure) && isFromReporter(mail);
  if (saysAway(mail)) return false;
  return isProvenByHeaders(mail) || isProvenByForm(mail, report);
}

const isProgram = (mail: MailForMachines): boolean =>
  hasNullPath(mail) || isFromDaemon(mail) || autoSubmitted(mail) !== null;

const isFromReporter = (mail: MailForMachines): boolean =>
  isDeliveryReport(mail) || isProgram(mail) || isFromServer(mail);

const isDeliveryReport = (mail: MailForMachines): boolean =>
  reportType(mail) === 'delivery-status' ||
  (reportType(mail) !== null && hasPart(mail, 'message/delivery-status'));

const isProvenByHeaders = (mail: MailForMachines): boolean =>
  isProgram(mail) && (isDeliveryReport(mail) || header(mail, 'x-failed-recipients') !== null);

function isProvenByForm(mail: MailForMachines, report: Report): boolean {
  if (!saysUndelivered(mail.subject, report.notice)) return false;
  if (isFromDaemon(mail)) return true;
  if (isFromServer(mail)) return isProgram(mail) || hasForm(report);
  if (hasNullPath(mail)) return hasForm(report);
  return isFromRole(mail) && hasForm(report) && findRefusals(report.notice).length > 0;
}

const hasForm = (report: Report): boolean =>
  quotesServer(report.notice) || report.returned.some(([name]) => traces.has(name));

/** Headers of a mail that people do not quote, and their programs do not either. */
const traces = new Set(['received', 'return-path', 'message-id', 'mime-version']);
