import type { FastifyInstance } from 'fastify';
import type { Context } from '#http/context.ts';
import { i18n } from '#languages/i18n.ts';
import { assertOrganisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { publishedFixes } from './fix-queries.ts';
import { wordsOf } from './queries.ts';

/** "You said, we did": verified fixes that the organisation wishes to tell everybody. */
export function publicFixPages(server: FastifyInstance, { db }: Context): void {
  server.get('/you-said-we-did', async (_request, reply) => {
    const organisation = await assertOrganisation(db);
    const fixes = await publishedFixes(db, 'public');
    const text = await wordsOf(
      db,
      fixes.map(({ wordsId }) => wordsId),
    );
    const page = render(
      <Page title={i18n.t('You said, we did')} organisation={organisation}>
        <h1>{i18n.t('You said, we did')}</h1>
        <p>
          {i18n.t(
            'What you complained of and what is different now. Each stands here only after fewer complaints came.',
          )}
        </p>
        {fixes.map(({ fixId, wordsId, complaints }) => (
          <section key={fixId}>
            <p className="words" dir="auto">
              {text(wordsId)}
            </p>
            <p className="quiet">
              {i18n.t(
                '{complaints, plural, one {# of you had told us.} other {# of you had told us.}}',
                { complaints },
              )}
            </p>
          </section>
        ))}
      </Page>,
    );
    return reply.type('text/html').send(page);
  });
}
