import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '#config.ts';
import { inLanguage } from '#languages/i18n.ts';
import { type Language, languageAsked, languageOf } from '#languages/languages.ts';

const cookie = 'language';
const yearSeconds = 365 * 24 * 60 * 60;

/** Whoever asks is answered in the language they chose, else in the first of theirs that we speak. */
export function speakTheirLanguage(server: FastifyInstance, { publicUrl }: Config): void {
  server.addHook('onRequest', (request, reply, done) => {
    const chosen = chosenIn(request);
    if (chosen) {
      const secure = publicUrl.startsWith('https:');
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
      void reply.setCookie(cookie, chosen, { ...options, maxAge: yearSeconds });
    }
    inLanguage(theirs(request), done);
  });
  // A body is read in the time of its own events, which do not know who listens.
  server.addHook('preValidation', (request, _reply, done) => inLanguage(theirs(request), done));
}

/** Pressed at the foot of a page: `?language=de`. */
const chosenIn = ({ query }: FastifyRequest): Language | undefined => {
  const { language } = (query ?? {}) as { language?: unknown };
  return typeof language === 'string' && languageOf(language) === language ? language : undefined;
};

/** A program says by itself what it wants; the cookie is of the pages. */
function theirs(request: FastifyRequest): Language {
  const asked = languageAsked(request.headers['accept-language']);
  if (request.url.startsWith('/api/')) return asked;
  return chosenIn(request) ?? languageOf(request.cookies?.[cookie]) ?? asked;
}
