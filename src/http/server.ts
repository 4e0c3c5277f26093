import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Config } from '#config.ts';
import { isConnectionLoss } from '#database/transaction.ts';
import { newId } from '#id.ts';
import { i18n } from '#languages/i18n.ts';
import { Refusal } from '#refusal.ts';
import { refuseForeignOrigin } from './browser-origin.ts';
import type { Caller } from './caller.ts';
import { speakTheirLanguage } from './language.ts';

/** The largest JSON or form body, in bytes; files come as multipart and have their own limit. */
const bodyBytesMax = 2 * 1024 * 1024;
export const fileBytesMax = 25 * 1024 * 1024;
export const filesMax = 10;

export type ServerOptions = {
  config: Config;
  /** Who sent this request, from its cookie or token. */
  callerOf(request: FastifyRequest): Promise<Caller>;
  /** Shows a refusal to a person in a browser. */
  refusalPage(refusal: Refusal, requestId: string, written?: string): string;
  /** Gets the log; without it the log goes to standard output. */
  log?: LogSink | undefined;
};

export type LogSink = { write(line: string): void };

/** The HTTP server with everything that holds for each route: limits, headers, refusals, log. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { config } = options;
  const server = Fastify({
    logger: loggerOptions(options),
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: bodyBytesMax,
    genReqId: newId,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) => void sendRefusal(options, error, request, reply),
  });
  recogniseCallers(server, options);
  logRequests(server);
  server.setErrorHandler((error: FastifyError | Refusal, request, reply) =>
    sendRefusal(options, error, request, reply),
  );
  readJson(server);
  await server.register(helmet, securityHeaders(config));
  await server.register(cookie);
  speakTheirLanguage(server, config);
  await server.register(formbody, { bodyLimit: bodyBytesMax });
  await server.register(multipart, {
    // How many files are kept is decided in readForm: too many must not fail what they came with.
    limits: { fileSize: fileBytesMax, fieldSize: bodyBytesMax, fields: 500 },
    throwFileSizeLimit: false,
  });
  await server.register(rateLimit, rateLimits(config));
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, () => {
    throw new Refusal('no_such_page', 'There is nothing at this address.', { status: 404 });
  });
  return server;
}

/** JSON whose bytes are no valid UTF-8 is refused: words are never guessed. */
function readJson(server: FastifyInstance): void {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const text = decoder.decode(body as Buffer);
      void parseJson(request, text, done);
    } catch (error) {
      const isBroken = error instanceof TypeError;
      done(isBroken ? brokenEncoding() : (error as Error), undefined);
    }
  });
}

const brokenEncoding = (): Refusal =>
  new Refusal('broken_encoding', 'The body is not valid UTF-8. Please send it again as UTF-8.', {
    status: 400,
  });

/**
 * Who sent it is known before the limits count, because they differ. A forged origin or token is
 * refused after they counted, so that nobody can try tokens without end.
 */
function recogniseCallers(server: FastifyInstance, { callerOf }: ServerOptions): void {
  server.decorateRequest('caller');
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (isPrivate(request)) reply.header('cache-control', 'no-store');
    request.caller = { kind: 'anyone' };
    try {
      refuseForeignOrigin(request);
      request.caller = await callerOf(request);
    } catch (error) {
      request.callerFault = error as Error;
    }
  });
  server.addHook('preParsing', async (request) => {
    if (request.callerFault) throw request.callerFault;
  });
}

/** What the API and a private page say is nobody else's business: no cache keeps it. */
const isPrivate = ({ url }: FastifyRequest): boolean => /^\/(api|c)\//.test(url);

declare module 'fastify' {
  interface FastifyRequest {
    /** Why the caller could not be recognised. */
    callerFault?: Error;
  }
}

/** One line per request: no address typed by a customer, no token, no words. */
function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
        caller: request.caller.kind,
      },
      'answered',
    );
  });
}

/** Requests are never logged whole: their addresses hold private links. */
const loggerOptions = ({ config, log }: ServerOptions) => ({
  ...(log && { stream: log }),
  level: config.logLevel,
  serializers: { req: () => ({}), res: () => ({}) },
});

function sendRefusal(
  { refusalPage }: ServerOptions,
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = error instanceof Refusal ? error : translate(error);
  if (refusal.status >= 500 && refusal.code === 'fault_of_ours') {
    request.log.error({ fault: describe(error) }, 'fault');
  }
  reply.code(refusal.status).header('x-request-id', request.id);
  if (refusal.retryAfterSeconds) reply.header('retry-after', refusal.retryAfterSeconds);
  if (wantsPage(request)) {
    const written = request.sentForm?.values['text'];
    return reply.type('text/html').send(refusalPage(refusal, request.id, written));
  }
  const { code, fields } = refusal;
  const message = i18n.t(refusal.sentence, refusal.values);
  return reply
    .type('application/json')
    .serializer(JSON.stringify)
    .send({ code, message, requestId: request.id, fields });
}

/** Database errors carry values in `detail`; only what names no customer goes into the log. */
const describe = (error: Error & { code?: string }) => ({
  name: error.name,
  code: error.code,
  stack: error.stack
    ?.split('\n')
    .slice(error.code ? 1 : 0, 12)
    .join('\n'),
});

function wantsPage(request: FastifyRequest): boolean {
  const accepts = request.headers.accept ?? '';
  return accepts.includes('text/html') && !request.url.startsWith('/api/');
}

const translations: Record<string, Refusal> = {
  FST_ERR_CTP_INVALID_JSON_BODY: new Refusal('malformed_json', 'The body is not valid JSON.', {
    status: 400,
  }),
  FST_ERR_CTP_EMPTY_JSON_BODY: new Refusal('malformed_json', 'The body is empty.', { status: 400 }),
  FST_ERR_CTP_BODY_TOO_LARGE: new Refusal(
    'too_large',
    'This is larger than we can take in one piece (2 MB). Shorten the text, or send the rest as a file.',
    { status: 413 },
  ),
  FST_ERR_BAD_URL: new Refusal('malformed_address', 'This address could not be read.', {
    status: 400,
  }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: new Refusal(
    'unknown_media_type',
    'Send JSON with the header Content-Type: application/json.',
    { status: 415 },
  ),
};

function translate(error: FastifyError): Refusal {
  if (isConnectionLoss(error)) {
    return new Refusal('try_again', 'We cannot do this just now. Please try again in a moment.', {
      status: 503,
      retryAfterSeconds: 5,
    });
  }
  const known = translations[error.code];
  if (known) return known;
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) {
    return new Refusal('malformed_request', 'This request could not be read.', {
      status: error.statusCode,
    });
  }
  return new Refusal('fault_of_ours', 'Something went wrong on our side. Please try again.', {
    status: 500,
  });
}

function rateLimits(config: Config) {
  return {
    global: true,
    timeWindow: 60_000,
    max: (request: FastifyRequest) =>
      request.caller.kind === 'anyone'
        ? config.publicRequestsPerMinute
        : config.tokenRequestsPerMinute,
    keyGenerator: (request: FastifyRequest) => keyOf(request),
    allowList: (request: FastifyRequest) => request.routeOptions.config.unlimited === true,
    errorResponseBuilder: (_: FastifyRequest, { ttl }: { ttl: number }) =>
      new Refusal(
        'too_many_requests',
        'Too many requests at once. Please wait a minute, or call us.',
        {
          status: 429,
          retryAfterSeconds: Math.ceil(ttl / 1000),
        },
      ),
  };
}

function keyOf({ caller, ip }: FastifyRequest): string {
  if (caller.kind === 'person') return `person:${caller.person.staffId}`;
  if (caller.kind === 'machine') return `token:${caller.tokenId}`;
  return `address:${ip}`;
}

function securityHeaders(config: Config) {
  const isSecure = config.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        // The desk shows a mail as it was sent in a frame; the mail's own page allows nothing at all.
        frameSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
    // The private link is in the address: it must not travel on.
    referrerPolicy: { policy: 'no-referrer' as const },
    crossOriginResourcePolicy: { policy: 'same-origin' as const },
  };
}
