import type { FastifyInstance } from 'fastify';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { readForm } from '#http/form.ts';
import { i18n } from '#languages/i18n.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation, type Organisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { Fault, Field } from '#web/parts.tsx';
import { type Claim, sendLostLinks } from './lost-link.ts';

/** Ways back to the private page for those who lost the link. */
export function wayInPages(server: FastifyInstance, context: Context, claim: Claim): void {
  const show = async (props: Omit<WayInProps, 'organisation'> = {}) =>
    render(<WayInPage organisation={await assertOrganisation(context.db)} {...props} />);
  server.get('/lost-link', async (_request, reply) => reply.type('text/html').send(await show()));
  server.post('/lost-link', async (request, reply) => {
    const { values } = await readForm(request, context.files);
    try {
      await sendLostLinks(context, fields.parse(fields.email, values['email']));
      return await reply.type('text/html').send(await show({ sent: true }));
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      const page = await show({
        values,
        fault: i18n.t('Please write an address such as ann@example.org.'),
      });
      return reply.code(error.status).type('text/html').send(page);
    }
  });
  server.get('/claim', async (_request, reply) => reply.redirect('/lost-link', 303));
  server.post('/claim', async (request, reply) => {
    const { values } = await readForm(request, context.files);
    try {
      const link = await claim(values['reference'] ?? '', values['code'] ?? '');
      return await reply.redirect(new URL(link).pathname, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      const page = await show({ values, fault: i18n.t(error.sentence, error.values) });
      return reply.code(error.status).type('text/html').send(page);
    }
  });
}

type WayInProps = {
  organisation: Organisation;
  values?: Record<string, string>;
  fault?: string;
  sent?: boolean;
};

const WayInPage = ({ organisation, values = {}, fault, sent }: WayInProps) => (
  <Page title={i18n.t('Find your complaint again')} organisation={organisation}>
    <h1>{i18n.t('Find your complaint again')}</h1>
    {fault ? <Fault message={fault} /> : null}
    {sent ? (
      <div className="next" role="status">
        <p>
          <strong>{i18n.t('If we know this address, the link is on its way to it.')}</strong>
        </p>
        <p>
          {i18n.t('We do not say here whether we know an address: that is nobody else’s business.')}
        </p>
      </div>
    ) : null}
    <h2>{i18n.t('By mail')}</h2>
    <form method="post" action="/lost-link">
      <Field
        name="email"
        label={i18n.t('The mail address you gave us')}
        type="email"
        autoComplete="email"
        value={values['email']}
      />
      <button type="submit">{i18n.t('Send me the link')}</button>
    </form>
    <h2>{i18n.t('By reference and code')}</h2>
    <form method="post" action="/claim">
      <Field
        name="reference"
        label={i18n.t('Reference, such as AM-7K3F-92QX')}
        value={values['reference']}
      />
      <Field name="code" label={i18n.t('Code')} value={values['code']} />
      <button type="submit">{i18n.t('Open it')}</button>
    </form>
    <h2>{i18n.t('Neither')}</h2>
    <p>
      {i18n.t('Call {phone} and tell us what it was about. We find it together.', {
        phone: organisation.phone,
      })}
    </p>
  </Page>
);
