import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { postSecret } from '../api/client.ts';
import type { Mailbox, TestStep } from '../api/mailbox-types.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { InFields, OutFields, WhoseFields } from './MailboxFields.tsx';
import {
  type MailboxDraft,
  noSecrets,
  nothingSaved,
  type Secrets,
  trialOf,
  wishOf,
} from './mailbox-draft.ts';

type Props = {
  draft: MailboxDraft;
  change: (part: Partial<MailboxDraft>) => void;
  /** Which mailbox it is, once it is there. */
  mailbox: Mailbox | null;
  button: string;
  isBusy: boolean;
  fault: unknown;
  onSave: (wish: object) => void;
};

/** One form for a new mailbox and for the settings of one that is there. */
export function MailboxForm(props: Props) {
  const { draft, change, mailbox, isBusy } = props;
  const [secrets, setSecrets] = useState<Secrets>(noSecrets);
  const form = useRef<HTMLFormElement>(null);
  const testing = useMutation({
    mutationFn: () =>
      postSecret<{ steps: TestStep[] }>('/mailboxes/test', {
        ...(mailbox && { mailboxId: mailbox.id }),
        ...trialOf(draft, secrets),
      }),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isBusy) props.onSave(wishOf(draft, secrets));
  };
  const test = (): void => {
    if (form.current?.reportValidity()) testing.mutate();
  };
  const fields = {
    draft,
    change,
    secrets,
    changeSecrets: (part: Partial<Secrets>) => setSecrets((before) => ({ ...before, ...part })),
    isOpen: mailbox !== null,
    saved: mailbox?.saved ?? nothingSaved,
  };
  return (
    <form ref={form} className="stack mailbox-form" onSubmit={onSubmit} aria-busy={isBusy}>
      <WhoseFields {...fields} />
      <InFields {...fields} />
      <OutFields {...fields} />
      <section className="test" aria-label={t`Test`} aria-live="polite">
        <Button isBusy={testing.isPending} onPress={test}>
          <Trans>Test it</Trans>
        </Button>{' '}
        <span className="hint">
          <Trans>Signs in as we would. Nothing is fetched, sent or saved.</Trans>
        </span>
        <Fault fault={testing.error} />
        {testing.data && <Steps steps={testing.data.steps} />}
      </section>
      <Fault fault={props.fault} />
      <div className="buttons">
        <Button type="submit" look="main" isBusy={isBusy}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}

function Steps({ steps }: { steps: readonly TestStep[] }) {
  return (
    <ol className="steps">
      {steps.map(({ step, ok, sentence }) => (
        <li key={step} className={ok ? 'works' : 'fails'}>
          <span aria-hidden="true">{ok ? '✓' : '✗'}</span>
          <span className="unseen">{ok ? t`Works:` : t`Fails:`}</span> {sentence}
        </li>
      ))}
    </ol>
  );
}
