import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { type FormEvent, useState } from 'react';
import type { Received } from '../api/mail-types.ts';
import { sendOnCtrlEnter } from '../complaint/ctrl-enter.ts';
import { Button } from '../parts/Button.tsx';
import { Choices } from '../parts/Choices.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField, MomentField, WordsField } from '../parts/fields.tsx';
import { FilesField, filesUnderWay } from '../parts/files/FilesField.tsx';
import { useFiles } from '../parts/files/use-files.ts';
import { ScreenTitle } from '../parts/Screen.tsx';
import { useAct } from '../parts/use-act.ts';
import { toLocalField } from '../time.ts';
import { type NewComplaint, useNewComplaint, type Way, ways, wishOf } from './new-draft.ts';
import { TakenIn } from './TakenIn.tsx';

/** Somebody rings, writes a letter or stands at the counter. One thing is required: what happened. */
export function NewComplaintScreen() {
  const [received, show] = useState<Received | null>(null);
  if (received) return <TakenIn received={received} onAnother={() => show(null)} />;
  return <NewComplaintForm onTakenIn={show} />;
}

function NewComplaintForm({ onTakenIn }: { onTakenIn: (received: Received) => void }) {
  const { draft, change, clear } = useNewComplaint();
  const [isEarly, sayEarly] = useState(false);
  const files = useFiles(draft.files, (taken) => change({ files: taken }));
  const at = draft.at || toLocalField(new Date());
  const taking = useAct<Received>({
    said: t`Taken in.`,
    onDone: (received) => {
      clear();
      onTakenIn(received);
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (taking.isPending) return;
    sayEarly(files.underWay.length > 0);
    if (files.underWay.length > 0) return;
    // The time is fixed with the first try, so that a repeat is the same request.
    change({ at });
    taking.mutate({ path: '/complaints', body: wishOf({ ...draft, at }) });
  };
  return (
    <div className="page form-page">
      <ScreenTitle title={t`New complaint`} />
      <form
        className="stack"
        onSubmit={onSubmit}
        onKeyDown={sendOnCtrlEnter}
        aria-busy={taking.isPending}
        {...files.catching}
      >
        <Choices
          label={t`How did it reach us?`}
          choices={ways}
          chosen={draft.channel}
          onChoose={(channel) => change({ channel })}
        />
        <WordsField
          label={t`What happened?`}
          hint={t`As near to their own words as you can. The customer reads it on their page.`}
          rows={7}
          value={draft.text}
          onChange={(text) => change({ text })}
        />
        <MomentField
          label={t`When did it first reach us?`}
          hint={momentHints[draft.channel]}
          value={at}
          onChange={(value) => change({ at: value })}
        />
        <WordsField
          label={t`What would put it right? (if they said so)`}
          isRequired={false}
          rows={2}
          value={draft.wish}
          onChange={(wish) => change({ wish })}
        />
        <FilesField files={files} />
        <CustomerFields draft={draft} change={change} />
        <MoreFields draft={draft} change={change} />
        <Fault fault={isEarly && files.underWay.length > 0 ? filesUnderWay : taking.error} />
        <div className="buttons">
          <Button type="submit" look="main" isBusy={taking.isPending}>
            <Trans>Take it in</Trans>
          </Button>
          <span className="hint">
            <Trans>It gets a number, an owner and a date at once.</Trans>
          </span>
        </div>
      </form>
    </div>
  );
}

const momentHints: Readonly<Record<Way, string>> = {
  phone: t`The beginning of the call. The time for our answer counts from here.`,
  post: t`The day the letter arrived in the house. The time for our answer counts from there.`,
  in_person: t`When they stood before us. The time for our answer counts from there.`,
};

type FieldsProps = { draft: NewComplaint; change: (part: Partial<NewComplaint>) => void };

function CustomerFields({ draft, change }: FieldsProps) {
  return (
    <fieldset className="stack">
      <legend className="part-title">
        <Trans>Who are they, and how do we reach them? (as far as they want to say)</Trans>
      </legend>
      <div className="side-by-side">
        <LineField
          label={t`Name`}
          isRequired={false}
          value={draft.name}
          onChange={(name) => change({ name })}
        />
        <LineField
          label={t`Telephone`}
          type="tel"
          isRequired={false}
          value={draft.phone}
          onChange={(phone) => change({ phone })}
        />
      </div>
      <LineField
        label={t`Address of mail`}
        hint={t`Read it back letter by letter: the confirmation goes there.`}
        type="email"
        isRequired={false}
        value={draft.email}
        onChange={(email) => change({ email })}
      />
      <WordsField
        label={t`Postal address`}
        hint={t`Where a letter from us shall go`}
        isRequired={false}
        rows={3}
        value={draft.postalAddress}
        onChange={(postalAddress) => change({ postalAddress })}
      />
    </fieldset>
  );
}

const levels = [
  ['team', t`To whoever answers`],
  ['manager', t`To a manager`],
  ['executive', t`To the head of the organisation`],
] as const;

function MoreFields({ draft, change }: FieldsProps) {
  return (
    <details className="more-fields">
      <summary>
        <Trans>More about it</Trans>
      </summary>
      <div className="stack">
        <fieldset>
          <legend>
            <Trans>To whom do they turn?</Trans>
          </legend>
          {levels.map(([level, words]) => (
            <label key={level} className="check">
              <input
                type="radio"
                name="level"
                checked={draft.level === level}
                onChange={() => change({ level })}
              />
              {words}
            </label>
          ))}
        </fieldset>
        <LineField
          label={t`Number of the order or contract`}
          isRequired={false}
          value={draft.orderReference}
          onChange={(orderReference) => change({ orderReference })}
        />
        <LineField
          label={t`Product or service`}
          isRequired={false}
          value={draft.product}
          onChange={(product) => change({ product })}
        />
        <LineField
          label={t`Where it happened`}
          isRequired={false}
          value={draft.place}
          onChange={(place) => change({ place })}
        />
      </div>
    </details>
  );
}
