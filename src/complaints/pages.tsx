import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ReactNode } from 'react';
import * as fields from '#http/fields.ts';
import { readForm, type SentForm } from '#http/form.ts';
import { onlyOnce } from '#http/idempotency.ts';
import { languageIn } from '#languages/detect.ts';
import { i18n, languageNow } from '#languages/i18n.ts';
import type { Unit } from '#ledger/ledger.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation, type Organisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { Choices, Fault, Field, TextArea } from '#web/parts.tsx';
import type { Of } from './commands.ts';
import { readStamp, stampForm } from './form-stamp.ts';
import { type Intake, type Received, takeIn, wishOf } from './intake.ts';
import { park } from './parked.ts';
import { watchForm } from './safeguards.ts';
import { type ComplaintBody, complaintBody } from './schemas.ts';

/** What others ask on the same form, and do with the answer; it never stands in the way of a complaint. */
export type OnForm = {
  ask(values: Record<string, string>): Promise<ReactNode>;
  answered(unit: Unit, of: Of, values: Record<string, string>): Promise<void>;
};

type Form = Intake & { onForm: OnForm };

/** The form on which everything begins. */
export function complaintPages(server: FastifyInstance, intake: Form): void {
  const { context } = intake;
  const suspicion = watchForm(context.clock);
  server.get('/complain', async (_request, reply) => {
    const organisation = await assertOrganisation(context.db);
    const stamp = stampForm(context.linkKey, context.clock.now());
    const asked = await intake.onForm.ask({});
    const page = render(<ComplainPage {...{ organisation, stamp, asked }} />);
    return reply.type('text/html').send(page);
  });
  server.post('/complain', async (request, reply) => {
    const organisation = await assertOrganisation(context.db);
    const form = await readForm(request, context.files);
    try {
      const body = fields.parse(complaintBody, bodyOf(form.values));
      const stamp = readStamp(context.linkKey, form.values['form']);
      const { website: trap } = form.values;
      const reason = suspicion({ text: body.text, trap, stamp, address: request.ip });
      if (reason) {
        await context.ledger.write('customer', (unit) =>
          park(unit, { body, files: form.files, reason }),
        );
        return await reply.type('text/html').send(render(<HeldPage organisation={organisation} />));
      }
      const received = await takeForm(intake, request, { form, body, formId: stamp?.formId });
      return await reply.redirect(welcomeAddress(received, form), 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      return await showAgain(intake, reply, { organisation, form, refusal: error });
    }
  });
}

/** Sent twice by a double click or a reload, the same form is the same complaint. */
function takeForm(
  intake: Form,
  { caller }: FastifyRequest,
  sent: { form: SentForm; body: ComplaintBody; formId: string | undefined },
): Promise<Received> {
  const { form, body, formId } = sent;
  // On a page in their language, words too few to tell it by are in it, too.
  const page = languageNow() === 'en' ? undefined : languageNow();
  const language = languageIn(body.text) ?? page;
  const wish = wishOf({ ...body, ...(language && { language }) }, caller, {
    channel: 'web',
    files: form.files,
  });
  return intake.context.ledger.write('customer', (unit) => {
    const work = async () => {
      const received = await takeIn(intake, unit, wish);
      const of = { customerId: received.customerId, complaintId: received.id };
      await intake.onForm.answered(unit, of, form.values);
      return received;
    };
    if (!formId) return work();
    const content = [form.values, form.files.map((file) => file.sha256.toString('hex'))];
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
    return onlyOnce(unit, { caller: 'form', key: `${formId}.${digest}`, content }, work);
  });
}

const bodyFields = [
  'text',
  'wish',
  'name',
  'email',
  'phone',
  'orderReference',
  'product',
  'place',
  'level',
];

/** Fields left empty were not answered; the rest of the form is not part of the complaint. */
const bodyOf = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    bodyFields
      .map((name) => [name, values[name] ?? ''] as const)
      .filter(([name, value]) => name === 'text' || value.trim() !== ''),
  );

function welcomeAddress(received: Received, form: SentForm): string {
  const address = new URL(received.link);
  address.searchParams.set('new', '1');
  for (const { name, message } of form.refusedFiles.slice(0, 10)) {
    address.searchParams.append('left', `${name}: ${message}`);
  }
  return address.pathname + address.search;
}

async function showAgain(
  { context, onForm }: Form,
  reply: FastifyReply,
  shown: { organisation: Organisation; form: SentForm; refusal: Refusal },
) {
  const stamp = stampForm(context.linkKey, context.clock.now());
  const { organisation, form, refusal } = shown;
  const asked = await onForm.ask(form.values);
  const page = render(
    <ComplainPage
      {...{ organisation, stamp, refusal, asked }}
      values={form.values}
      hadFiles={form.files.length > 0}
    />,
  );
  return reply.code(refusal.status).type('text/html').send(page);
}

type ComplainProps = {
  organisation: Organisation;
  stamp: string;
  asked: ReactNode;
  values?: Record<string, string>;
  refusal?: Refusal;
  hadFiles?: boolean;
};

const ComplainPage = ({
  organisation,
  stamp,
  asked,
  values = {},
  refusal,
  hadFiles,
}: ComplainProps) => (
  <Page
    title={refusal ? i18n.t('Please look again: Complain') : i18n.t('Complain')}
    organisation={organisation}
  >
    <h1>{i18n.t('What went wrong?')}</h1>
    <p>
      {i18n.t(
        'Tell us in your own words. Only the first box has to be filled in. A person with a name answers you, and you see by when as soon as you have sent it.',
      )}
    </p>
    {refusal ? (
      <Fault
        message={[
          i18n.t(refusal.sentence, refusal.values),
          ...(hadFiles ? [i18n.t('Please choose your files again, too.')] : []),
        ].join(' ')}
      />
    ) : null}
    <form method="post" action="/complain" encType="multipart/form-data">
      <input type="hidden" name="form" value={stamp} />
      <TextArea
        name="text"
        label={i18n.t('What happened?')}
        value={values['text']}
        required
        rows={9}
        faults={refusal?.fields ?? []}
      />
      {asked}
      <TextArea
        name="wish"
        label={i18n.t('What would put it right? (optional)')}
        hint={i18n.t('If it is in our power, we begin with your own proposal.')}
        value={values['wish']}
        rows={3}
        faults={refusal?.fields ?? []}
      />
      <h2>{i18n.t('How can we reach you? (optional)')}</h2>
      <p className="hint">
        {i18n.t(
          'You need not say who you are. Without an address you get a link and a code with which you read our answer here.',
        )}
      </p>
      {contactFields.map((field) => (
        <Field
          key={field.name}
          {...field}
          label={i18n.t(field.label)}
          value={values[field.name]}
          faults={refusal?.fields ?? []}
        />
      ))}
      <h2>{i18n.t('Anything that helps us find it (optional)')}</h2>
      <Field
        name="orderReference"
        label={i18n.t('Order, customer or invoice number')}
        value={values['orderReference']}
      />
      <Field name="product" label={i18n.t('Product or service')} value={values['product']} />
      <Field name="place" label={i18n.t('Where it happened')} value={values['place']} />
      <div className="field">
        <label htmlFor="files">{i18n.t('Photos or papers')}</label>
        <p className="hint" id="files-hint">
          {i18n.t(
            'Up to ten files of 25 MB each. If one cannot be taken, your complaint still is.',
          )}
        </p>
        <input id="files" type="file" name="files" multiple aria-describedby="files-hint" />
      </div>
      <Choices
        name="level"
        legend={i18n.t('How high should it go?')}
        hint={i18n.t('You can change this at any time. Nobody can refuse it.')}
        chosen={values['level'] ?? 'team'}
        options={levelOptions.map(([level, words]) => [level, i18n.t(words)] as const)}
      />
      <div className="elsewhere" aria-hidden="true">
        <label htmlFor="website">{i18n.t('Leave this empty')}</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <button type="submit">{i18n.t('Send')}</button>
    </form>
    <p className="quiet">
      <br />
      {i18n.t(
        'You can also call {phone}, write to {email} or to {name}, {address}. It all arrives in the same place.',
        { ...organisation },
      )}
    </p>
  </Page>
);

const contactFields = [
  { name: 'name', label: /*i18n*/ 'Your name', autoComplete: 'name' },
  { name: 'email', label: /*i18n*/ 'Mail address', type: 'email', autoComplete: 'email' },
  { name: 'phone', label: /*i18n*/ 'Telephone', type: 'tel', autoComplete: 'tel' },
] as const;

const levelOptions = [
  ['team', /*i18n*/ 'To the people who look after this'],
  ['manager', /*i18n*/ 'To their manager as well'],
  ['executive', /*i18n*/ 'To the head of the organisation as well'],
] as const;

const HeldPage = ({ organisation }: { organisation: Organisation }) => (
  <Page title={i18n.t('We have it')} organisation={organisation}>
    <h1>{i18n.t('We have it. A person looks at it first.')}</h1>
    <p>
      {i18n.t(
        'Our program took what you sent for something a machine might have written, so it has not been given a number yet. Nothing was thrown away: somebody here reads it and then it goes on like any other.',
      )}
    </p>
    <p>
      {i18n.t('If you would rather not wait, call {phone} or write to {email}.', {
        ...organisation,
      })}
    </p>
  </Page>
);
