import { getSystemErrorName } from 'node:util';

/** Why a mail server could not be used. They are kept and compared, so none is ever renamed. */
export const serverFaults = [
  'host_unknown',
  'unreachable',
  'timeout',
  'no_greeting',
  'connection_lost',
  'no_encryption',
  'wrong_encryption',
  'certificate_untrusted',
  'certificate_expired',
  'certificate_of_another',
  'password_missing',
  'password_refused',
  'password_unencrypted',
  'secrets_unreadable',
  'folder_missing',
  'busy',
  'mail_unfetchable',
  'mail_not_kept',
  'refused',
] as const;
export type ServerFault = (typeof serverFaults)[number];

/** What went wrong with a server, as a code that everything further decides on. */
export class FaultError extends Error {
  readonly fault: ServerFault;

  constructor(fault: ServerFault, cause?: unknown) {
    super(fault, { cause });
    this.name = 'FaultError';
    this.fault = fault;
  }
}

/** What the sentence about a fault may name: none of it is secret. */
export type ServerName = { host: string; port: number; user: string | null; folder?: string };

/** The fault as a sentence for whoever looks after the mailbox. */
export function faultSentence(fault: ServerFault, server: ServerName): string {
  const { host, port, user, folder } = server;
  const sentences: Record<ServerFault, string> = {
    host_unknown: `There is no server called ${host}. Check how it is spelled.`,
    unreachable: `No mail server answers at ${host}, port ${port}.`,
    timeout: `${host}, port ${port}, does not answer in time.`,
    no_greeting: `${host}, port ${port}, takes the connection and then says nothing. If it is the port for TLS, choose TLS.`,
    connection_lost: `${host} ended the connection.`,
    no_encryption: `${host} offers no encryption at port ${port}.`,
    wrong_encryption: `${host} does not begin with TLS at port ${port}. Choose STARTTLS, or the port for TLS.`,
    certificate_untrusted: `Nobody we trust vouches for the certificate of ${host}. If it is your own server, put its certificate into the settings.`,
    certificate_expired: `The certificate of ${host} has expired or is not valid yet.`,
    certificate_of_another: `The certificate that ${host} shows was made out to another name.`,
    password_missing: 'No password is saved.',
    password_refused: `The password was refused for ${user ?? 'this user'}.`,
    password_unencrypted: `${host} takes no password without encryption. Choose TLS or STARTTLS.`,
    secrets_unreadable:
      'The saved password cannot be read: it was saved with another key (keys/mailbox.key in the data folder). Enter it again, or bring the key back.',
    folder_missing: `There is no folder ${folder ?? ''} at ${host}.`,
    busy: `${host} asks us to come back later.`,
    mail_unfetchable: `A mail at ${host} cannot be fetched.`,
    mail_not_kept:
      'Mail could be fetched, but not be kept here: the disk or the database may be full or away.',
    refused: `${host} does not do what we ask.`,
  };
  return sentences[fault];
}

/** Everything a server does is told as a `FaultError`; whatever else is thrown is our own fault. */
export const faultBehind = (error: unknown): ServerFault =>
  error instanceof FaultError ? error.fault : 'mail_not_kept';

type Coded = {
  code?: string;
  errno?: number;
  authenticationFailed?: boolean;
  serverResponseCode?: string;
  responseStatus?: string;
  responseCode?: number;
  mailboxMissing?: boolean;
  tlsFailed?: boolean;
};

type Seen = Coded & { codes: string[]; message: string };

/** Reads the errors of Node, of the IMAP client and of the SMTP client. */
export function faultOf(error: unknown): ServerFault {
  if (error instanceof FaultError) return error.fault;
  const { code, errno } = error as Coded;
  const codes = [code, typeof errno === 'number' ? getSystemErrorName(errno) : undefined];
  const seen: Seen = {
    ...(error as Coded),
    codes: codes.filter((each) => each !== undefined),
    message: error instanceof Error ? error.message : '',
  };
  return aboutPassword(seen) ?? aboutConnection(seen) ?? aboutAnswer(seen);
}

const busyCodes = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'OVERQUOTA', 'SERVERBUG']);

function aboutPassword(seen: Seen): ServerFault | undefined {
  const { authenticationFailed, serverResponseCode = '', codes, responseCode = 0 } = seen;
  if (!authenticationFailed && !codes.includes('EAUTH')) return undefined;
  if (busyCodes.has(serverResponseCode) || isTemporary(responseCode)) return 'busy';
  const wantsEncryption = serverResponseCode === 'PRIVACYREQUIRED' || responseCode === 538;
  if (wantsEncryption || seen.message === 'Login is disabled') return 'password_unencrypted';
  return 'password_refused';
}

const isTemporary = (responseCode: number): boolean => responseCode >= 400 && responseCode < 500;

const faultOfCode: Record<string, ServerFault> = {
  ENOTFOUND: 'host_unknown',
  EAI_AGAIN: 'host_unknown',
  EDNS: 'host_unknown',
  ECONNREFUSED: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'timeout',
  ETIMEOUT: 'timeout',
  CONNECT_TIMEOUT: 'timeout',
  GREETING_TIMEOUT: 'no_greeting',
  UPGRADE_TIMEOUT: 'timeout',
  ERR_SSL_WRONG_VERSION_NUMBER: 'wrong_encryption',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'wrong_encryption',
  EPROTO: 'wrong_encryption',
  CERT_HAS_EXPIRED: 'certificate_expired',
  CERT_NOT_YET_VALID: 'certificate_expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate_of_another',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate_untrusted',
  ECONNRESET: 'connection_lost',
  EPIPE: 'connection_lost',
  NoConnection: 'connection_lost',
  EConnectionClosed: 'connection_lost',
  StateLogout: 'connection_lost',
  ClosedAfterConnectText: 'connection_lost',
  ClosedAfterConnectTLS: 'connection_lost',
  ETHROTTLE: 'busy',
  ETLS: 'no_encryption',
};

/** The SMTP client puts a code of its own over what went wrong with the connection. */
const faultOfMessage: readonly (readonly [RegExp, ServerFault])[] = [
  [/greeting never received/i, 'no_greeting'],
  [/wrong version number|packet length too long/i, 'wrong_encryption'],
  [/altnames/i, 'certificate_of_another'],
  [/certificate has expired|not yet valid/i, 'certificate_expired'],
  [/self.signed certificate|unable to (get|verify)/i, 'certificate_untrusted'],
];

function aboutConnection({ codes, message, tlsFailed }: Seen): ServerFault | undefined {
  const told = faultOfMessage.find(([pattern]) => pattern.test(message));
  if (told) return told[1];
  const known = codes.map((code) => faultOfCode[code]).find((fault) => fault !== undefined);
  return known ?? (tlsFailed ? 'no_encryption' : undefined);
}

function aboutAnswer({ mailboxMissing, serverResponseCode = '', responseCode = 0 }: Seen) {
  if (mailboxMissing || serverResponseCode === 'NONEXISTENT') return 'folder_missing';
  if (busyCodes.has(serverResponseCode) || isTemporary(responseCode)) return 'busy';
  return 'refused';
}
