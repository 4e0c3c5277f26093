import { resolve } from 'node:path';
import { z } from 'zod';
import { exitCodes, Stop } from '#refusal.ts';

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be between 0 and 65535')
  .max(65_535, 'must be between 0 and 65535');

const address = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must look like ${example}` });

const limit = z.coerce.number('must be a number').int('must be a whole number').min(1);

const schema = z.object({
  AMENDS_DATA: z.string().min(1, 'must name a folder').default('./amends-data'),
  PORT: port.default(4000),
  HOST: z.string().min(1).default('localhost'),
  PUBLIC_URL: address(/^https?$/, 'https://care.example.org').optional(),
  DATABASE_URL: address(/^postgres(ql)?$/, 'postgresql://user@host:5432/amends').optional(),
  SMTP_URL: address(/^smtps?$/, 'smtp://user:password@mail.example.org:587').optional(),
  SMTP_PER_MINUTE: limit.default(60),
  MAIL_LISTEN: address(/^(smtp|lmtp)$/, 'smtp://127.0.0.1:2525').optional(),
  MAIL_TLS_CERT: z.string().optional(),
  MAIL_TLS_KEY: z.string().optional(),
  MAIL_FROM: z.email('must be an address of mail').optional(),
  WEBHOOKS_INSIDE: z.stringbool('must be true or false').default(false),
  TRUST_PROXY: z.stringbool('must be true or false').default(false),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  UNDO_SECONDS: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be between 0 and 120')
    .max(120, 'must be between 0 and 120')
    .default(10),
  RATE_PUBLIC_PER_MINUTE: limit.default(300),
  RATE_TOKEN_PER_MINUTE: limit.default(120_000),
});

const complete = schema
  .refine(({ MAIL_LISTEN }) => !MAIL_LISTEN || new URL(MAIL_LISTEN).port !== '', {
    path: ['MAIL_LISTEN'],
    error: 'must name a port, as in smtp://127.0.0.1:2525',
  })
  .refine(({ MAIL_TLS_CERT: cert, MAIL_TLS_KEY: key }) => !cert === !key, {
    path: ['MAIL_TLS_KEY'],
    error: 'must be named together with MAIL_TLS_CERT',
  });

export type Config = {
  dataFolder: string;
  port: number;
  host: string;
  /** Where customers reach us, without a slash at the end. */
  publicUrl: string;
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  smtpPerMinute: number;
  mailFrom: string | undefined;
  /** Where mail is taken that other servers forward. */
  mailListen: string | undefined;
  /** Files with the certificate that the listener shows, and its key. */
  mailTls: { certFile: string; keyFile: string } | undefined;
  /** Webhooks may go to this machine and to private networks. */
  webhooksInside: boolean;
  trustProxy: boolean;
  /** How long a reply can be taken back after Send was pressed; 0 sends at once. */
  undoSeconds: number;
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  publicRequestsPerMinute: number;
  tokenRequestsPerMinute: number;
};

/** Reads the environment once. All faults are listed together; throws `Stop`. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = complete.safeParse(given);
  if (!parsed.success) throw new Stop(describeFaults(parsed.error, given), exitCodes.configuration);
  const env = parsed.data;
  return {
    dataFolder: resolve(env.AMENDS_DATA),
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    databaseUrl: env.DATABASE_URL,
    smtpUrl: env.SMTP_URL,
    smtpPerMinute: env.SMTP_PER_MINUTE,
    mailFrom: env.MAIL_FROM,
    mailListen: env.MAIL_LISTEN,
    mailTls: tlsFiles(env),
    webhooksInside: env.WEBHOOKS_INSIDE,
    trustProxy: env.TRUST_PROXY,
    undoSeconds: env.UNDO_SECONDS,
    logLevel: env.LOG_LEVEL,
    publicRequestsPerMinute: env.RATE_PUBLIC_PER_MINUTE,
    tokenRequestsPerMinute: env.RATE_TOKEN_PER_MINUTE,
  };
}

const tlsFiles = ({ MAIL_TLS_CERT: cert, MAIL_TLS_KEY: key }: z.infer<typeof schema>) =>
  cert && key ? { certFile: resolve(cert), keyFile: resolve(key) } : undefined;

/** Names of settings whose value may hold a password, so never printed back. */
const secretSettings = new Set(['DATABASE_URL', 'SMTP_URL']);

function describeFaults(error: z.ZodError, given: Record<string, string | undefined>): string {
  const lines = error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = secretSettings.has(name) ? '…' : JSON.stringify(given[name]);
    return `  ${name}=${value}: ${issue.message}`;
  });
  return `The settings cannot be used:\n${lines.join('\n')}`;
}
