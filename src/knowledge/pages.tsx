import { Trans } from '@lingui/react';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation, type Organisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { Field } from '#web/parts.tsx';
import { type Block, blocksOf, type Part } from './blocks.ts';
import { addressOf, directionOf, idInAddress } from './present.ts';
import {
  type ArticleRow,
  articleById,
  listArticles,
  searchArticles,
  type WholeArticle,
} from './queries.ts';

/** What is read again and again may be a few minutes old. */
const mayBeKept = 'public, max-age=300';

/** What somebody looks for is nobody else's business. */
const mayNotBeKept = 'no-store';

const shownMax = 100;
const foundMax = 30;

const searchQuery = z.object({ q: z.string().max(200).catch('').default('') });

/** What customers may read without asking anybody. Search engines are welcome here. */
export function answerPages(server: FastifyInstance, context: Context): void {
  server.get('/answers', (request, reply) => showAnswers(context, request, reply));
  server.get('/answers/:article', (request, reply) => showAnswer(context, request, reply));
}

async function showAnswers({ db }: Context, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await assertOrganisation(db);
  const q = fields.parse(searchQuery, request.query).q.replaceAll('\0', '').toWellFormed().trim();
  const wish = { part: 'public' as const, staffId: '', today: '' };
  const found = q
    ? await searchArticles(db, { ...wish, q, limit: foundMax })
    : (await listArticles(db, { ...wish, limit: shownMax })).rows;
  reply.header('cache-control', q ? mayNotBeKept : mayBeKept);
  return reply.type('text/html').send(render(<AnswersPage {...{ organisation, found, q }} />));
}

async function showAnswer({ db }: Context, request: FastifyRequest, reply: FastifyReply) {
  const organisation = await assertOrganisation(db);
  const { article: slug } = request.params as { article: string };
  const articleId = idInAddress(slug);
  const article = articleId && (await articleById(db, articleId));
  if (!article || !article.isPublic) throw notFound('This answer is not here, or no more.');
  const address = addressOf(article);
  // Its title has changed since the link was made.
  if (address !== `/answers/${slug}`) return reply.redirect(address, 302);
  reply.header('cache-control', mayBeKept);
  return reply.type('text/html').send(render(<AnswerPage {...{ organisation, article }} />));
}

type AnswersProps = { organisation: Organisation; found: ArticleRow[]; q: string };

const AnswersPage = ({ organisation, found, q }: AnswersProps) => (
  <Page title={q ? i18n.t('Answers: {q}', { q }) : i18n.t('Answers')} organisation={organisation}>
    <h1>{i18n.t('Answers to what many ask')}</h1>
    <search>
      <form method="get" action="/answers">
        <Field name="q" label={i18n.t('What is it about?')} value={q} />
        <button type="submit" className="plain">
          {i18n.t('Look for it')}
        </button>
      </form>
    </search>
    {q ? (
      <h2>
        {found.length > 0
          ? i18n.t('About “{q}”', { q })
          : i18n.t('Nothing here about “{q}”', { q })}
      </h2>
    ) : (
      <br />
    )}
    {found.length > 0 ? (
      <Headlines articles={found} />
    ) : (
      <p>{i18n.t('Tell us instead: a person with a name answers you.')}</p>
    )}
    {q ? (
      <p>
        <a href="/answers">{i18n.t('All answers')}</a>
      </p>
    ) : null}
    <TellUs>{i18n.t('You did not find it?')}</TellUs>
  </Page>
);

/** Titles that lead to their articles. */
export const Headlines = ({ articles }: { articles: ArticleRow[] }) => (
  <ul className="plain answers">
    {articles.map((article) => (
      <li key={article.articleId}>
        <a href={addressOf(article)} lang={article.language} dir={directionOf(article.language)}>
          {article.title}
        </a>
      </li>
    ))}
  </ul>
);

const AnswerPage = ({
  organisation,
  article,
}: {
  organisation: Organisation;
  article: WholeArticle;
}) => (
  <Page title={article.title} organisation={organisation}>
    <p>
      <a href="/answers">{i18n.t('All answers')}</a>
    </p>
    <article lang={article.language} dir={directionOf(article.language)}>
      <h1>{article.title}</h1>
      {blocksOf(article.text).map((block, place) => (
        <BlockOf key={place} block={block} />
      ))}
    </article>
    <p className="quiet">
      <Trans
        id="Last reviewed on <0/>. Responsible for it: {owner}."
        values={{ owner: [article.ownerName, article.ownerTitle].filter(Boolean).join(', ') }}
        components={{ 0: <ReviewDay article={article} zone={organisation.zone} /> }}
      />
    </p>
    <TellUs>{i18n.t('Did this not help?')}</TellUs>
  </Page>
);

const ReviewDay = ({ article, zone }: { article: WholeArticle; zone: string }) => (
  <time dateTime={article.reviewedAt.toISOString()}>
    {new Intl.DateTimeFormat(formatLocale(languageNow()), {
      dateStyle: 'long',
      timeZone: zone,
    }).format(article.reviewedAt)}
  </time>
);

const BlockOf = ({ block: { kind, lines } }: { block: Block }) =>
  kind === 'list' ? (
    <ul>
      {lines.map((parts, place) => (
        <li key={place}>
          <Line parts={parts} />
        </li>
      ))}
    </ul>
  ) : (
    <p>
      {lines.map((parts, place) => (
        <span key={place}>
          {place > 0 ? <br /> : null}
          <Line parts={parts} />
        </span>
      ))}
    </p>
  );

const Line = ({ parts }: { parts: Part[] }) =>
  parts.map(({ text, href }, place) =>
    href ? (
      <a key={place} href={href} className="link">
        {text}
      </a>
    ) : (
      text
    ),
  );

const TellUs = ({ children }: { children: string }) => (
  <>
    <h2>{children}</h2>
    <p>
      <a className="button" href="/complain">
        {i18n.t('Tell us')}
      </a>
    </p>
  </>
);
