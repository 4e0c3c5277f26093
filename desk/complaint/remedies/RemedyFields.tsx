import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { deciders } from '../../may.ts';
import { Field } from '../../parts/Field.tsx';
import { LineField, MomentField, PersonField, WordsField } from '../../parts/fields.tsx';
import type { OwnLimits, RemedyKind } from '../../remedies/remedy-types.ts';
import { kindWords, leftWords, slotWords } from '../../remedies/words.ts';
import { fromLocalField } from '../../time.ts';
import { beginningOf, isPreset, type RemedyDraft } from './remedy-draft.ts';
import { isTimed, needsAmount, type Start } from './start.ts';

type Props = {
  draft: RemedyDraft;
  change: (part: Partial<RemedyDraft>) => void;
  start: Start;
  own: OwnLimits | undefined;
  asksForWish: boolean;
};

export function RemedyFields(props: Props) {
  const { draft, change, start } = props;
  const isAsItStands = start.proposal && !start.isInstead;
  return (
    <>
      {start.wish && <blockquote dir="auto">{start.wish}</blockquote>}
      {!isAsItStands && <WhatFields {...props} />}
      <WhenFields draft={draft} change={change} />
      {start.isInstead && (
        <WordsField
          label={t`Why is it not what they proposed?`}
          hint={t`The customer reads this.`}
          value={draft.why}
          onChange={(why) => change({ why })}
        />
      )}
      {props.asksForWish && <FitsFields draft={draft} change={change} />}
      {!start.wish && !start.proposal && isPreset(draft.kind) && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.isAgreed}
            onChange={({ target }) => change({ isAgreed: target.checked })}
          />
          <Trans>No questions: it is agreed at once</Trans>
        </label>
      )}
    </>
  );
}

function WhatFields({ draft, change, start, own }: Props) {
  const { kind } = draft;
  const choose = (next: RemedyKind): void => {
    const isUntouched = draft.what === beginningOf(kind);
    change({ kind: next, ...(isUntouched && !start.wish && { what: beginningOf(next) }) });
  };
  const currency = own?.currency ?? '';
  const left = own ? leftWords(own, kind) : null;
  const hint = [left, t`Beyond that, somebody above you is asked.`].join(' ');
  return (
    <>
      <Field label={t`What is it?`} hint={left ? hint : undefined}>
        {(wired) => (
          <select
            {...wired}
            value={kind}
            onChange={({ target }) => choose(target.value as RemedyKind)}
          >
            {Object.entries(kindWords).map(([one, words]) => (
              <option key={one} value={one}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
      {(needsAmount(kind) || kind === 'replacement') && (
        <LineField
          label={
            needsAmount(kind)
              ? t`How much, in ${currency}?`
              : t`What is it worth, in ${currency}? (if you know)`
          }
          isRequired={needsAmount(kind)}
          value={draft.amount}
          onChange={(amount) => change({ amount })}
        />
      )}
      <WordsField
        label={t`In words, as the customer reads it`}
        rows={3}
        value={draft.what}
        onChange={(what) => change({ what })}
      />
    </>
  );
}

type FieldsProps = Pick<Props, 'draft' | 'change'>;

function WhenFields({ draft, change }: FieldsProps) {
  const { kind, who } = draft;
  const people = kind === 'call_back' ? deciders : [...deciders, 'fixer' as const];
  return (
    <>
      <PersonField
        label={kind === 'call_back' ? t`Who calls` : t`Who sees to it`}
        {...(kind === 'call_back' && { hint: t`Somebody who can put it right in that call.` })}
        value={who}
        onChange={(next) => change({ who: next })}
        roles={people}
      />
      {isTimed(kind) ? (
        <SlotFields draft={draft} change={change} />
      ) : (
        <MomentField
          label={t`By when (it becomes a promise)`}
          isRequired={false}
          value={draft.by}
          onChange={(by) => change({ by })}
        />
      )}
    </>
  );
}

const zones = Intl.supportedValuesOf('timeZone');

function SlotFields({ draft, change }: FieldsProps) {
  const { kind, from, until, zone } = draft;
  const begins = fromLocalField(from) ?? null;
  const ends = fromLocalField(until) ?? begins;
  const theirs = slotWords({ from: begins, until: ends, zone });
  return (
    <>
      <MomentField
        label={t({ message: 'From', context: 'moment' })}
        value={from}
        onChange={(next) => change({ from: next })}
      />
      <MomentField
        label={t({ message: 'Until', context: 'moment' })}
        isRequired={kind === 'visit'}
        hint={
          kind === 'visit'
            ? t`The promise is broken when we come later.`
            : t`Half an hour, if you leave it empty.`
        }
        value={until}
        onChange={(next) => change({ until: next })}
      />
      <Field label={t`The customer’s time zone`}>
        {(wired) => (
          <select {...wired} value={zone} onChange={({ target }) => change({ zone: target.value })}>
            {zones.includes(zone) ? null : <option value={zone}>{zone}</option>}
            {zones.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Field>
      {theirs && (
        <p className="quiet">
          <Trans>For the customer: {theirs}</Trans>
        </p>
      )}
    </>
  );
}

function FitsFields({ draft, change }: FieldsProps) {
  return (
    <fieldset>
      <legend>
        <Trans>Is it what they asked for?</Trans>
      </legend>
      {(
        [
          ['accepted', t`Yes, this is it`],
          ['changed', t`No, it is something else`],
        ] as const
      ).map(([fits, words]) => (
        <label key={fits} className="check">
          <input
            type="radio"
            name="fits"
            checked={draft.fits === fits}
            onChange={() => change({ fits })}
          />
          {words}
        </label>
      ))}
      {draft.fits === 'changed' && (
        <WordsField
          label={t`Why?`}
          hint={t`The customer reads this.`}
          rows={2}
          value={draft.why}
          onChange={(why) => change({ why })}
        />
      )}
    </fieldset>
  );
}
