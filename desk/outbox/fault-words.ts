import { faultWords } from '../words.ts';

const serverFaults: Readonly<Record<string, string>> = {
  host_unknown: 'There is no mail server of that name',
  unreachable: 'Our mail server does not answer',
  timeout: 'Our mail server does not answer in time',
  no_greeting: 'Our mail server does not answer in time',
  connection_lost: 'The connection to our mail server broke off',
  no_encryption: 'Our mail server offers no encryption',
  wrong_encryption: 'Our mail server does not begin with TLS',
  certificate_untrusted: 'Nobody vouches for the certificate of our mail server',
  certificate_expired: 'The certificate of our mail server has expired',
  certificate_of_another: 'The certificate of our mail server is for another name',
  password_refused: 'Our mail server refuses our password',
  password_unencrypted: 'Our mail server takes no password without encryption',
  secrets_unreadable: 'The saved password of this mailbox cannot be read: enter it again',
  busy: 'Our mail server asks us to come back later',
  not_written: 'The mail could not be written: look at the key that signs it',
  no_address: 'There is no address to send it to',
};

/** Why a mail has not gone yet: what is wrong with our own server, or what that one said. */
export const waitingWords = (code: string): string =>
  serverFaults[code] ?? `The mail server says: ${faultWords(code)}`;
