import type { FastifyInstance } from 'fastify';
import { type ArticleRow, firstArticles, Headlines } from '#knowledge/index.ts';
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
      <Page title="Something went wrong?" organisation={organisation}>
        <h1>Something went wrong? Tell us.</h1>
        <p>
          One page, no account. A person with a name answers you, you see by when, and nothing is
          closed until you say that it is fixed.
        </p>
        <p>
          <a className="button" href="/complain">
            Complain
          </a>
        </p>
        {answers.length > 0 ? <Answers articles={answers} /> : null}
        <h2>You have complained already?</h2>
        <p>
          Open the link you were given, or <a href="/lost-link">find your complaint again</a>.
        </p>
        <h2>You would rather talk?</h2>
        <p>
          Call {organisation.phone}, or see <a href="/who">who is responsible</a>.
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
    <h2>Answers to what many ask</h2>
    <Headlines articles={articles} />
    <p>
      <a href="/answers">All answers</a>
    </p>
  </>
);

const NotSetUp = () => (
  <Page title="Amends">
    <h1>Amends is running</h1>
    <p>
      It is not set up yet. Whoever started it finds a set-up link where they started it; it begins
      with “/set-up/”.
    </p>
  </Page>
);

/** A refusal for a person, with their own words back where they sent some. */
export const refusalPage = (refusal: Refusal, requestId: string, written?: string): string =>
  render(
    <Page title="That did not work">
      <h1>{refusal.status === 404 ? 'Nothing here' : 'That did not work'}</h1>
      <p>{refusal.message}</p>
      {lostLinkCodes.has(refusal.code) ? <LostLink /> : null}
      {written ? (
        <>
          <h2>What you wrote</h2>
          <p className="hint">So that it is not lost. Nothing was recorded.</p>
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
    <Field name="email" label="The mail address you gave us" type="email" autoComplete="email" />
    <button type="submit">Send me the link</button>
  </form>
);
