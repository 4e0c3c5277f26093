import type { MailForMachines } from '../read/for-machines.ts';
import { header } from './headers.ts';

// Signs that a program wrote a mail. One alone proves little; who uses them says how many it takes.

/** Sent with an empty envelope sender, as only programs that want no answer do (RFC 5321). */
export function hasNullPath(mail: MailForMachines): boolean {
  const path = header(mail, 'return-path');
  return path !== null && /^<?\s*>?$|mailer-daemon/.test(path);
}

/** RFC 3834; `no` is what a person's program may say. */
export function autoSubmitted(mail: MailForMachines): 'replied' | 'generated' | null {
  const value = header(mail, 'auto-submitted');
  if (!value || value.startsWith('no')) return null;
  return /^auto-(?:replied|notified)/.test(value) ? 'replied' : 'generated';
}

const daemonAddress = /^(?:mailer-?daemon|mail-?daemon|mdaemon)(?:@|$)/i;
const serverAddress = /^(?:mailer|po+st[-_.]?master)(?:@|$)/i;
const serverName = /mail(?:er)?[ ._-]?(?:deliver|daemon)|delivery (?:sub)?system/i;

/** In the name only mail servers use, or in nobody's. */
export function isFromDaemon(mail: MailForMachines): boolean {
  const raw = header(mail, 'from');
  if (mail.from === null) return raw !== null && (/^<?>?$|<>/.test(raw) || daemonAddress.test(raw));
  return mail.from.address === '' || daemonAddress.test(mail.from.address);
}

/** In a name that people who run mail servers use as well. */
export const isFromServer = (mail: MailForMachines): boolean =>
  mail.from !== null && (serverAddress.test(mail.from.address) || serverName.test(mail.from.name));

const role =
  /^(?:no-?reply|do-?not-?reply|.{0,40}(?:admin|daemon|bounces?)|notifications?|system|mail|root|ses)[@+]/i;

export const isFromRole = (mail: MailForMachines): boolean =>
  mail.from !== null && role.test(mail.from.address);

/** The `report-type` of a `multipart/report` (RFC 6522); empty where it names none. */
export function reportType(mail: MailForMachines): string | null {
  const type = mail.contentType.toLowerCase();
  if (!type.startsWith('multipart/report')) return null;
  return /report-type\s{0,5}=\s{0,5}"?([a-z-]{1,60})/.exec(type)?.[1] ?? '';
}

export const hasPart = (mail: MailForMachines, type: string): boolean =>
  mail.parts.some((part) => part.type === type);

/** Somebody pressed the spam button (RFC 5965). */
export function isFeedbackReport(mail: MailForMachines): boolean {
  if (reportType(mail) === 'feedback-report' || hasPart(mail, 'message/feedback-report'))
    return true;
  // Hotmail sends the mail complained of and a subject, nothing else.
  return (
    /^\s{0,9}complaint about message from [\d.:a-f]{3,40}\s{0,9}$/i.test(mail.subject) &&
    mail.text.trim() === '' &&
    hasPart(mail, 'message/rfc822')
  );
}

/** Programs put these before the subject they answer. A person's answer would begin with Re. */
const awaySubject = new RegExp(
  `^\\s*(?:\\[[^\\]]{1,30}\\]\\s*)?(?:${[
    'auto(?:matic|mated|matical)?[- ]?(?:reply|response|answer|responder)',
    'out[- ]of[- ](?:the[- ])?office',
    'vacation (?:reply|response|message|notice)',
    '(?:i am |i.m )?(?:away|out) (?:from my mail|on vacation|on leave)',
    'ooo',
    'automatische (?:antwort|reaktion)|abwesenheits?(?:notiz|nachricht|meldung|assistent)?|abwesend|nicht im b.{1,2}ro|auto-antwort',
    "r.{1,2}ponse automatique|absence du bureau|absent\\(?e?\\)? du bureau|message d'absence|en cong.{1,2}s?",
    'respuesta autom.{1,2}tica|fuera de (?:la )?oficina|ausente',
    'risposta automatica|fuori (?:sede|ufficio)|assente',
    'automatisch antwoord|afwezig(?:heid)?(?:sbericht)?',
    'resposta autom.{1,2}tica|ausente do escrit.{1,2}rio|fora do escrit.{1,2}rio',
    'odpowied.{1,2} automatyczna|automatyczna odpowied.{1,2}|autoodpowied.{1,2}|nieobecno.{1,4}',
    'autosvar|automatiskt? svar|fr.{1,2}nvarande|frav.{1,2}r(?:ende)?|ikke til stede',
    'automaattinen vastaus|poissaolo',
    'automatick. odpov.{1,2}|automatikus v.lasz|otomatik yan.{1,2}t|r.{1,2}spuns automat',
    'автоответ|автоматический ответ|автоматична відповідь',
    '自動返信|自動応答|不在(?:通知|連絡)?|外出中|自动回复|自動回覆|자동 ?(?:응답|회신)',
    'απ.{1,30}απ.ντηση|תשובה אוטומטית|رد تلقائي',
  ].join('|')})`,
  'iu',
);

export const saysAway = (mail: MailForMachines): boolean =>
  awaySubject.test(mail.subject.slice(0, 1_000));
