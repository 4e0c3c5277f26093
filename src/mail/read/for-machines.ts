import type { MailAddress } from '../read-mail.ts';

/** What telling machines from people needs to know of a mail. */
export type MailForMachines = {
  /** Names in lower case; values unfolded and decoded, in the order of the mail. */
  headers: [name: string, value: string][];
  subject: string;
  from: MailAddress | null;
  text: string;
  /** Of the whole mail, with its parameters. */
  contentType: string;
  /** All that is not body text, message/delivery-status, message/rfc822 and text/rfc822-headers among it. */
  parts: { type: string; content: Uint8Array; name: string }[];
};
