import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as fields from '#http/fields.ts';
import { readForm, type SentForm } from '#http/form.ts';
import { onlyOnce } from '#http/idempotency.ts';
import { Refusal } from '#refusal.ts';
import { assertOrganisation, type Organisation } from '#staff/index.ts';
import { Page, render } from '#web/page.tsx';
import { Choices, Fault, Field, TextArea } from '#web/parts.tsx';
import { readStamp, stampForm } from './form-stamp.ts';
import { type Intake, type Received, takeIn, wishOf } from './intake.ts';
import { park } from './parked.ts';
import { watchForm } from './safeguards.ts';
import { type ComplaintBody, complaintBody } from './schemas.ts';

/** The form on which everything begins. */
export function complaintPages(server: FastifyInstance, intake: Intake): void {
  const { context } = intake;
  const suspicion = watchForm(context.clock);
  server.get('/complain', async (_request, reply) => {
    const organisation = await assertOrganisation(context.db);
    const stamp = stampForm(context.linkKey, context.clock.now());
    return reply.type('text/html').send(render(<ComplainPage {...{ organisation, stamp }} />));
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
      return showAgain(intake, reply, { organisation, form, refusal: error });
    }
  });
}

/** Sent twice by a double click or a reload, the same form is the same complaint. */
function takeForm(
  intake: Intake,
  { caller }: FastifyRequest,
  sent: { form: SentForm; body: ComplaintBody; formId: string | undefined },
): Promise<Received> {
  const { form, body, formId } = sent;
  const wish = wishOf(body, caller, { channel: 'web', files: form.files });
  return intake.context.ledger.write('customer', (unit) => {
    const work = () => takeIn(intake, unit, wish);
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

function showAgain(
  { context }: Intake,
  reply: FastifyReply,
  shown: { organisation: Organisation; form: SentForm; refusal: Refusal },
) {
  const stamp = stampForm(context.linkKey, context.clock.now());
  const { organisation, form, refusal } = shown;
  const page = render(
    <ComplainPage
      {...{ organisation, stamp, refusal }}
      values={form.values}
      hadFiles={form.files.length > 0}
    />,
  );
  return reply.code(refusal.status).type('text/html').send(page);
}

type ComplainProps = {
  organisation: Organisation;
  stamp: string;
  values?: Record<string, string>;
  refusal?: Refusal;
  hadFiles?: boolean;
};

const ComplainPage = ({ organisation, stamp, values = {}, refusal, hadFiles }: ComplainProps) => (
  <Page title={refusal ? 'Please look again: Complain' : 'Complain'} organisation={organisation}>
    <h1>What went wrong?</h1>
    <p>
      Tell us in your own words. Only the first box has to be filled in. A person with a name
      answers you, and you see by when as soon as you have sent it.
    </p>
    {refusal ? (
      <Fault
        message={`${refusal.message}${hadFiles ? ' Please choose your files again, too.' : ''}`}
      />
    ) : null}
    <form method="post" action="/complain" encType="multipart/form-data">
      <input type="hidden" name="form" value={stamp} />
      <TextArea
        name="text"
        label="What happened?"
        value={values['text']}
        required
        rows={9}
        faults={refusal?.fields ?? []}
      />
      <TextArea
        name="wish"
        label="What would put it right? (optional)"
        hint="If it is in our power, we begin with your own proposal."
        value={values['wish']}
        rows={3}
        faults={refusal?.fields ?? []}
      />
      <h2>How can we reach you? (optional)</h2>
      <p className="hint">
        You need not say who you are. Without an address you get a link and a code with which you
        read our answer here.
      </p>
      {contactFields.map((field) => (
        <Field
          key={field.name}
          {...field}
          value={values[field.name]}
          faults={refusal?.fields ?? []}
        />
      ))}
      <h2>Anything that helps us find it (optional)</h2>
      <Field
        name="orderReference"
        label="Order, customer or invoice number"
        value={values['orderReference']}
      />
      <Field name="product" label="Product or service" value={values['product']} />
      <Field name="place" label="Where it happened" value={values['place']} />
      <div className="field">
        <label htmlFor="files">Photos or papers</label>
        <p className="hint" id="files-hint">
          Up to ten files of 25 MB each. If one cannot be taken, your complaint still is.
        </p>
        <input id="files" type="file" name="files" multiple aria-describedby="files-hint" />
      </div>
      <Choices
        name="level"
        legend="How high should it go?"
        hint="You can change this at any time. Nobody can refuse it."
        chosen={values['level'] ?? 'team'}
        options={levelOptions}
      />
      <div className="elsewhere" aria-hidden="true">
        <label htmlFor="website">Leave this empty</label>
        <input id="website" name="website" tabIndex={-1} autoComplete="off" />
      </div>
      <button type="submit">Send</button>
    </form>
    <p className="quiet">
      <br />
      You can also call {organisation.phone}, write to {organisation.email} or to{' '}
      {organisation.name}, {organisation.address}. It all arrives in the same place.
    </p>
  </Page>
);

const contactFields = [
  { name: 'name', label: 'Your name', autoComplete: 'name' },
  { name: 'email', label: 'Mail address', type: 'email', autoComplete: 'email' },
  { name: 'phone', label: 'Telephone', type: 'tel', autoComplete: 'tel' },
] as const;

const levelOptions = [
  ['team', 'To the people who look after this'],
  ['manager', 'To their manager as well'],
  ['executive', 'To the head of the organisation as well'],
] as const;

const HeldPage = ({ organisation }: { organisation: Organisation }) => (
  <Page title="We have it" organisation={organisation}>
    <h1>We have it. A person looks at it first.</h1>
    <p>
      Our program took what you sent for something a machine might have written, so it has not been
      given a number yet. Nothing was thrown away: somebody here reads it and then it goes on like
      any other.
    </p>
    <p>
      If you would rather not wait, call {organisation.phone} or write to {organisation.email}.
    </p>
  </Page>
);
