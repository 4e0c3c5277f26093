import { t } from '@lingui/core/macro';
import { faultWords } from '../words.ts';

const serverFaults: Readonly<Record<string, string>> = {
  host_unknown: t`There is no mail server of that name`,
  unreachable: t`Our mail server does not answer`,
  timeout: t`Our mail server does not answer in time`,
  no_greeting: t`Our mail server does not answer in time`,
  connection_lost: t`The connection to our mail server broke off`,
  no_encryption: t`Our mail server offers no encryption`,
  wrong_encryption: t`Our mail server does not begin with TLS`,
  certificate_untrusted: t`Nobody vouches for the certificate of our mail server`,
  certificate_expired: t`The certificate of our mail server has expired`,
  certificate_of_another: t`The certificate of our mail server is for another name`,
  password_refused: t`Our mail server refuses our password`,
  password_unencrypted: t`Our mail server takes no password without encryption`,
  secrets_unreadable: t`The saved password of this mailbox cannot be read: enter it again`,
  busy: t`Our mail server asks us to come back later`,
  not_written: t`The mail could not be written: look at the key that signs it`,
  no_address: t`There is no address to send it to`,
};

/** Why a mail has not gone yet: what is wrong with our own server, or what that one said. */
export const waitingWords = (code: string): string =>
  serverFaults[code] ?? t`The mail server says: ${{ answer: faultWords(code) }}`;
