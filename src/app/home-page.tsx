import { Trans } from '@lingui/react';
import type { FastifyInstance } from 'fastify';
import { type ArticleRow, firstArticles, Headlines } from '#knowledge/index.ts';
import { i18n } from '#languages/i18n.ts';
import type { Refusal } from '#refusal.ts';
import { organisationOf } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { Field } from '#web/parts.tsx';
import { style, styleAddress } from '#web/style.ts';
import type { Amends } from './amends.ts';

export function homePages(server: FastifyInstance, { db }: Amends): void {
  server.get('/', async (_request, reply) => {
    const organisation = await organisationOf(db);
    if (!organisation) return reply.type('text/html').send(render(<NotSetUp />));
    const answers = await firstArticles(db, answersMax);
    const page = (
      <Page title={i18n.t('Something went wrong?')} organisation={organisation}>
        <h1>{i18n.t('Something went wrong? Tell us.')}</h1>
        <p>
          {i18n.t(
            'One page, no account. A person with a name answers you, you see by when, and nothing is closed until you say that it is fixed.',
          )}
        </p>
        <p>
          <a className="button" href="/complain">
            {i18n.t('Complain')}
          </a>
        </p>
        {answers.length > 0 ? <Answers articles={answers} /> : null}
        <h2>{i18n.t('You have complained already?')}</h2>
        <p>
          <Trans
            id="Open the link you were given, or <0>find your complaint again</0>."
            components={{ 0: <a href="/lost-link" /> }}
          />
        </p>
        <h2>{i18n.t('You would rather talk?')}</h2>
        <p>
          <Trans
            id="Call <1>{phone}</1>, or see <0>who is responsible</0>."
            values={{ phone: organisation.phone }}
            components={{ 1: <bdi dir="ltr" />, 0: <a href="/who" /> }}
          />
        </p>
      </Page>
    );
    return reply.type('text/html').send(render(page));
  });
  server.get(styleAddress, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/css')
      .send(style),
  );
}

/** Beside the way to complain, never in it. */
const answersMax = 3;

const Answers = ({ articles }: { articles: ArticleRow[] }) => (
  <>
    <h2>{i18n.t('Answers to what many ask')}</h2>
    <Headlines articles={articles} />
    <p>
      <a href="/answers">{i18n.t('All answers')}</a>
    </p>
  </>
);

const NotSetUp = () => (
  <Page title="Amends">
    <h1>{i18n.t('Amends is running')}</h1>
    <p>
      {i18n.t(
        'It is not set up yet. Whoever started it finds a set-up link where they started it; it begins with “/set-up/”.',
      )}
    </p>
  </Page>
);

/** A refusal for a person, with their own words back where they sent some. */
export const refusalPage = (refusal: Refusal, requestId: string, written?: string): string =>
  render(
    <Page title={i18n.t('That did not work')}>
      <h1>{refusal.status === 404 ? i18n.t('Nothing here') : i18n.t('That did not work')}</h1>
      <p>{i18n.t(refusal.sentence, refusal.values)}</p>
      {lostLinkCodes.has(refusal.code) ? <LostLink /> : null}
      {written ? (
        <>
          <h2>{i18n.t('What you wrote')}</h2>
          <p className="hint">{i18n.t('So that it is not lost. Nothing was recorded.')}</p>
          <p className="words message">{written}</p>
        </>
      ) : null}
      <p className="quiet">
        {refusal.code} · {requestId}
      </p>
    </Page>,
  );

/** Of a customer's private link; a link of our own people is asked for elsewhere. */
const lostLinkCodes = new Set(['link_unknown', 'link_replaced']);

const LostLink = () => (
  <form method="post" action="/lost-link">
    <Field
      name="email"
      label={i18n.t('The mail address you gave us')}
      type="email"
      autoComplete="email"
    />
    <button type="submit">{i18n.t('Send me the link')}</button>
  </form>
);
