import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from '#http/context.ts';
import * as fields from '#http/fields.ts';
import { readForm } from '#http/form.ts';
import { i18n } from '#languages/i18n.ts';
import { Refusal } from '#refusal.ts';
import { Page, render } from '#web/page.tsx';
import { ButtonForm, Fault, Field } from '#web/parts.tsx';
import { organisationOf, staffById } from './queries.ts';
import { giveCookie, whoIsResponsible } from './routes.ts';
import { setUpBody } from './schemas.ts';
import { setUpOrganisation } from './set-up.ts';
import { openSession, readSignInLink, spendSignInLink } from './sign-in.ts';

type Params = { token: string };

export function staffPages(server: FastifyInstance, context: Context): void {
  server.get('/who', async (_request, reply) => {
    const { organisation, answerable, deputy } = await whoIsResponsible(context);
    const page = (
      <Page title={i18n.t('Who is responsible')} organisation={organisation}>
        <h1>{i18n.t('Who is responsible')}</h1>
        <p>
          {i18n.t(
            'These people answer for complaints at {name}. You may ask for them by name.',
            organisation,
          )}
        </p>
        {answerable ? (
          <Contact person={answerable} role={i18n.t('Answers for complaints')} />
        ) : null}
        {deputy ? <Contact person={deputy} role={i18n.t('Deputy')} /> : null}
        <h2>{i18n.t('Head office')}</h2>
        <address>
          {organisation.name}
          <br />
          {organisation.address}
          <br />
          {organisation.phone}
          <br />
          <a href={`mailto:${organisation.email}`}>{organisation.email}</a>
        </address>
      </Page>
    );
    return send(reply, render(page));
  });
  signInPages(server, context);
  setUpPages(server, context);
}

const send = (reply: FastifyReply, page: string) =>
  reply.header('cache-control', 'no-store').type('text/html').send(page);

type Shown = { name: string; title: string; email: string; phone: string | null };

const Contact = ({ person, role }: { person: Shown; role: string }) => (
  <>
    <h2>{person.name}</h2>
    <p>
      {role}. {person.title}
      <br />
      <a href={`mailto:${person.email}`}>{person.email}</a>
      {person.phone ? `, ${person.phone}` : null}
    </p>
  </>
);

function signInPages(server: FastifyInstance, context: Context): void {
  // Programs that look at mail open links; so the link shows a button and only that signs in.
  server.get<{ Params: Params }>('/sign-in/:token', async (request, reply) => {
    const { token } = request.params;
    const link = await readSignInLink(context.db, token, context.clock.now());
    if (!link.staffId) return reply.redirect(`/set-up/${token}`, 303);
    const person = await staffById(context.db, link.staffId);
    const organisation = await organisationOf(context.db);
    const page = (
      <Page title={i18n.t('Sign in')} organisation={organisation}>
        <h1>{i18n.t('Sign in as {name}', { name: person?.name })}</h1>
        <p>
          {i18n.t(
            'This link works once. Afterwards you can set a password under your name, at the top of the desk.',
          )}
        </p>
        <ButtonForm action={`/sign-in/${token}`} label={i18n.t('Sign in')} />
      </Page>
    );
    return send(reply, render(page));
  });
  server.post<{ Params: Params }>('/sign-in/:token', async (request, reply) => {
    const now = context.clock.now();
    const link = await spendSignInLink(context.db, request.params.token, now);
    if (!link.staffId) throw new Refusal('link_used_up', 'This link is not for signing in.');
    giveCookie(context, reply, await openSession(context.db, link.staffId, now));
    return reply.redirect('/desk', 303);
  });
}

function setUpPages(server: FastifyInstance, context: Context): void {
  server.get<{ Params: Params }>('/set-up/:token', async (request, reply) => {
    const { token } = request.params;
    await readSetUpLink(context, token);
    return send(reply, render(<SetUpPage token={token} values={{}} />));
  });
  server.post<{ Params: Params }>('/set-up/:token', async (request, reply) => {
    const { token } = request.params;
    await readSetUpLink(context, token);
    const { values } = await readForm(request, context.files);
    try {
      const body = fields.parse(setUpBody, bodyOf(values));
      const { signInLink } = await context.ledger.write('program', async (unit) => {
        await spendSignInLink(unit.tx, token, unit.now);
        return setUpOrganisation(context, unit, body);
      });
      return await reply.redirect(new URL(signInLink).pathname, 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      const page = render(<SetUpPage token={token} values={values} refusal={error} />);
      return send(reply.code(error.status), page);
    }
  });
}

async function readSetUpLink(context: Context, token: string): Promise<void> {
  const { purpose } = await readSignInLink(context.db, token, context.clock.now());
  if (purpose !== 'set_up') throw new Refusal('link_used_up', 'This link is not for the set-up.');
}

const people = ['administrator', 'answerable', 'deputy'] as const;
const personFields = ['name', 'title', 'email', 'phone'] as const;

/** `answerable.name` and the like become objects; fields left empty are absent. */
function bodyOf(values: Record<string, string>) {
  const given = (name: string) => values[name]?.trim() || undefined;
  const group = (name: string, keys: readonly string[]) =>
    Object.fromEntries(
      keys.map((key) => [key, given(`${name}.${key}`)]).filter(([, value]) => value !== undefined),
    );
  return {
    organisation: group('organisation', ['name', 'zone']),
    contact: group('contact', ['address', 'phone', 'email']),
    ...Object.fromEntries(people.map((name) => [name, group(name, personFields)])),
  };
}

type SetUpProps = { token: string; values: Record<string, string>; refusal?: Refusal };

const SetUpPage = ({ token, values, refusal }: SetUpProps) => {
  const line = (name: string, label: string, extra: Partial<Parameters<typeof Field>[0]> = {}) => (
    <Field
      name={name}
      label={label}
      value={values[name]}
      faults={exactly(name, refusal)}
      {...extra}
    />
  );
  return (
    <Page title={i18n.t('Set up Amends')}>
      <h1>{i18n.t('Set up Amends')}</h1>
      <p>
        {i18n.t(
          'Once, in two minutes. Nothing here is final except that two people have to answer.',
        )}
      </p>
      {refusal ? <Fault message={i18n.t(refusal.sentence, refusal.values)} /> : null}
      <form method="post" action={`/set-up/${token}`}>
        <h2>{i18n.t('Your organisation')}</h2>
        {line('organisation.name', i18n.t('Name'))}
        {line('organisation.zone', i18n.t('Time zone'), {
          hint: i18n.t('Such as Europe/Berlin. Dates are promised in it.'),
          value: values['organisation.zone'] ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        })}
        <h2>{i18n.t('How the public reaches you')}</h2>
        <p className="hint">{i18n.t('Stands on every page and in every message to a customer.')}</p>
        {line('contact.address', i18n.t('Address of the head office'))}
        {line('contact.phone', i18n.t('Telephone'), { type: 'tel' })}
        {line('contact.email', i18n.t('Mail address'), { type: 'email' })}
        <PersonFields
          line={line}
          name="answerable"
          heading={i18n.t('Who answers for complaints')}
          hint={i18n.t(
            'One person, by name. Their name and contact are public, under “Who is responsible”.',
          )}
        />
        <PersonFields
          line={line}
          name="deputy"
          heading={i18n.t('Their deputy')}
          hint={i18n.t('Somebody else, for holidays and illness.')}
        />
        <PersonFields
          line={line}
          name="administrator"
          heading={i18n.t('You, the first administrator')}
          hint={i18n.t('May be one of the two above: use the same mail address.')}
        />
        <button type="submit">{i18n.t('Finish the set-up')}</button>
      </form>
    </Page>
  );
};

const exactly = (name: string, refusal: Refusal | undefined) =>
  refusal?.fields.filter((fault) => fault.field === name) ?? [];

type PersonProps = {
  line: (
    name: string,
    label: string,
    extra?: Partial<Parameters<typeof Field>[0]>,
  ) => React.ReactNode;
  name: string;
  heading: string;
  hint: string;
};

const PersonFields = ({ line, name, heading, hint }: PersonProps) => (
  <>
    <h2>{heading}</h2>
    <p className="hint">{hint}</p>
    {line(`${name}.name`, i18n.t('Name'))}
    {line(`${name}.title`, i18n.t('Title'))}
    {line(`${name}.email`, i18n.t('Mail address'), { type: 'email' })}
    {line(`${name}.phone`, i18n.t('Telephone'), { type: 'tel' })}
  </>
);
