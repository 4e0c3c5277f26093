import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Intake } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import * as fields from '#http/fields.ts';
import { readForm } from '#http/form.ts';
import { post } from '#http/route.ts';
import { i18n } from '#languages/i18n.ts';
import { notFound } from '#refusal.ts';
import { assertOrganisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { TextArea } from '#web/parts.tsx';
import { fixRow } from './fix-queries.ts';
import { wordsOf } from './queries.ts';
import { textIn } from './tell.ts';
import { sayWhetherItWorks } from './telling-commands.ts';
import { type OfTelling, readTellingToken } from './token.ts';

const actorOf = ({ customerId }: OfTelling): string => `customer:${customerId}`;

/**
 * What the link in the letter opens. Reading changes nothing: programs that look into mail follow
 * links by themselves. One button does.
 */
export function customerFixPages(server: FastifyInstance, intake: Intake): void {
  const { context } = intake;
  type Params = { token: string };
  server.get<{ Params: Params; Querystring: { said?: string } }>(
    '/fixed/:token',
    async (request, reply) => {
      const of = readTellingToken(context.linkKey, request.params.token);
      const said = await readTelling(context.db, of);
      const organisation = await assertOrganisation(context.db);
      const page = render(
        <Page title={i18n.t('Is it fixed for you?')} organisation={organisation}>
          {request.query.said ? <Thanks answer={said.answer} /> : <Question {...said} />}
        </Page>,
      );
      return reply.header('cache-control', 'no-store').type('text/html').send(page);
    },
  );
  server.post<{ Params: Params }>('/fixed/:token', async (request, reply) => {
    const of = readTellingToken(context.linkKey, request.params.token);
    const { values } = await readForm(request, context.files);
    const text = values['text']?.trim() ? fields.parse(fields.longText, values['text']) : null;
    const said = values['said'] === 'works' ? 'works' : 'broken';
    await context.ledger.write(actorOf(of), (unit) =>
      sayWhetherItWorks(unit, intake, { ...of, said, text }),
    );
    return reply.redirect(`/fixed/${request.params.token}?said=1`, 303);
  });
  post(server, context, {
    url: '/api/fixed/:token',
    summary: 'Say whether it works now, by the link in the letter about a fix.',
    tag: 'The customer’s page',
    params: z.strictObject({ token: z.string().max(200) }),
    body: z.strictObject({ works: z.boolean(), text: fields.longText.optional() }),
    answer: z.object({ done: z.literal(true) }),
    actor: ({ params }) => actorOf(readTellingToken(context.linkKey, params.token)),
    act: async (unit, { params, body }) => {
      const of = readTellingToken(context.linkKey, params.token);
      const said = body.works ? 'works' : 'broken';
      await sayWhetherItWorks(unit, intake, { ...of, said, text: body.text ?? null });
      return { done: true as const };
    },
  });
}

type Said = {
  answer: 'broken' | 'works' | null;
  language: string;
  wrong: string;
  different: string;
};

async function readTelling(db: Database, { customerId, fixId }: OfTelling): Promise<Said> {
  const told = await db
    .selectFrom('fix_tellings')
    .innerJoin('customers', 'customers.customer_id', 'fix_tellings.customer_id')
    .leftJoin('complaints', (join) =>
      join
        .onRef('complaints.customer_id', '=', 'fix_tellings.customer_id')
        .onRef('complaints.complaint_id', '=', 'fix_tellings.complaint_id'),
    )
    .select(['answer', 'complaints.language as theirs', 'customers.language'])
    .where('fix_tellings.customer_id', '=', customerId)
    .where('fix_id', '=', fixId)
    .executeTakeFirst();
  const fix = await fixRow(db, fixId);
  if (!told || !fix?.texts) throw notFound('We have not written to you about this.');
  const { language, wrong, different } = textIn(fix.texts, told.theirs ?? told.language);
  const text = await wordsOf(db, [wrong.words, different.words]);
  return {
    answer: told.answer as Said['answer'],
    language,
    wrong: text(wrong.words) ?? '',
    different: text(different.words) ?? '',
  };
}

const Question = ({ language, wrong, different }: Said) => (
  <>
    <h1>{i18n.t('Is it fixed for you?')}</h1>
    <div lang={language}>
      <p className="words">{wrong}</p>
      <p className="words">{different}</p>
    </div>
    <form method="post" encType="multipart/form-data">
      <TextArea
        name="text"
        label={i18n.t('What still does not work')}
        hint={i18n.t('You need not write anything. It helps whoever looks at it.')}
        rows={4}
      />
      <p className="buttons">
        <button type="submit" name="said" value="broken">
          {i18n.t('It is still broken for me')}
        </button>{' '}
        <button type="submit" name="said" value="works" className="quiet">
          {i18n.t('It works now')}
        </button>
      </p>
    </form>
  </>
);

const Thanks = ({ answer }: { answer: Said['answer'] }) =>
  answer === 'works' ? (
    <>
      <h1>{i18n.t('Thank you')}</h1>
      <p>{i18n.t('Good to know that it works for you.')}</p>
    </>
  ) : (
    <>
      <h1>{i18n.t('Thank you for telling us')}</h1>
      <p>
        {i18n.t(
          'We are sorry that it is still broken for you. A person looks at it, and your complaint is open again. You need not do anything else.',
        )}
      </p>
    </>
  );
