import type { MailForMachines } from '../read/for-machines.ts';
import type { Bounce, MachineKind } from '../read-mail.ts';

// Amazon's notification service reports as JSON in the text of a mail.

const notices: Record<string, MachineKind> = {
  Bounce: 'bounce',
  Complaint: 'feedback_report',
  Delivery: 'receipt',
};

export function kindOfAmazonNotice(mail: MailForMachines): MachineKind | null {
  const isFromAmazon = /@(?:[a-z0-9-]{1,60}\.){0,4}amazonaws\.com$/i.test(mail.from?.address ?? '');
  return isFromAmazon ? (notices[valueIn(mail, 'notificationType')] ?? null) : null;
}

export function readAmazonBounce(mail: MailForMachines): Bounce | null {
  if (kindOfAmazonNotice(mail) !== 'bounce') return null;
  return {
    recipient: valueIn(mail, 'emailAddress') || null,
    code: valueIn(mail, 'status'),
    hard: valueIn(mail, 'bounceType') === 'Permanent',
    originalMessageId: valueIn(mail, 'messageId') || null,
  };
}

/** The first string of that name; long lines may have been broken anywhere on the way. */
const valueIn = (mail: MailForMachines, name: string): string =>
  new RegExp(`"${name}"\\s{0,5}:\\s{0,5}"([^"\\s]{1,900})"`).exec(mail.text)?.[1] ?? '';
