import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Field } from '../parts/Field.tsx';
import { MomentField, WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import { fromLocalField, toLocalField } from '../time.ts';
import type { Errand } from './errand-types.ts';
import { fixerTeamsQuestion } from './questions.ts';

export type ErrandAct =
  | 'acceptance'
  | 'declination'
  | 'new-date'
  | 'done'
  | 'fixed'
  | 'not-fixed'
  | 'passing'
  | 'calling-off';

/** What each act is called on its button, what it asks, and what is said when it is done. */
const forms = {
  acceptance: { title: t`Accept it`, needs: ['date'], said: t`You have it now.` },
  declination: {
    title: t`Decline it`,
    needs: ['words'],
    label: t`Why? Its handler reads this.`,
    said: t`Declined, with the reason.`,
  },
  'new-date': {
    title: t`Give another date`,
    needs: ['date', 'words'],
    label: t`Why another date? Its handler reads this.`,
    said: t`The new date stands.`,
  },
  done: {
    title: t`It is done`,
    needs: ['more'],
    label: t`What was done? (if it helps)`,
    said: t`Noted. It is over when the customer says so, or somebody has checked.`,
  },
  fixed: {
    title: t`It is fixed`,
    needs: ['judge', 'more'],
    label: t`What did they say, or how did you check?`,
    said: t`Confirmed.`,
  },
  'not-fixed': {
    title: t`It is not fixed`,
    needs: ['judge', 'more'],
    label: t`What is still wrong? The fixer reads this.`,
    said: t`It went back, first in line.`,
  },
  passing: {
    title: t`Pass it on`,
    needs: ['team', 'words'],
    label: t`Why is it theirs?`,
    said: t`Passed on.`,
  },
  'calling-off': {
    title: t`Call it off`,
    needs: ['words'],
    label: t`Why is it needed no more?`,
    said: t`Called off.`,
  },
} as const satisfies Record<
  ErrandAct,
  { title: string; needs: readonly string[]; said: string; label?: string }
>;

export const errandActTitle = (act: ErrandAct): string => forms[act].title;

type Props = { errand: Errand; act: ErrandAct; onClose: () => void };

/** One small form for each thing that is said about an errand. */
export function ErrandDialog({ errand, act, onClose }: Props) {
  const form: { title: string; needs: readonly string[]; said: string; label?: string } =
    forms[act];
  const [when, date] = useState(() => toLocalField(new Date(errand.neededBy ?? tomorrow())));
  const [words, write] = useState('');
  const [judge, choose] = useState('customer');
  const [teamId, pass] = useState('');
  const saying = useAct({
    complaintId: errand.complaint.id,
    said: form.said,
    onDone: onClose,
  });
  const needs = (part: string): boolean => form.needs.includes(part);
  const wish = bodyOf(act, {
    dueAt: fromLocalField(when) ?? '',
    words: words.trim(),
    judge,
    teamId,
  });
  return (
    <Dialog title={form.title} onClose={onClose}>
      <ActForm
        button={form.title}
        isBusy={saying.isPending}
        fault={saying.error}
        onSend={() => saying.mutate({ path: `/errands/${errand.id}/${pathOf(act)}`, body: wish })}
      >
        <blockquote dir="auto">{errand.what}</blockquote>
        {needs('date') && <MomentField label={t`Done by`} value={when} onChange={date} />}
        {needs('team') && <TeamField without={errand.team.id} value={teamId} onChange={pass} />}
        {needs('judge') && <JudgeField value={judge} onChange={choose} />}
        {form.label && (
          <WordsField
            label={form.label}
            rows={3}
            isRequired={needs('words')}
            value={words}
            onChange={write}
          />
        )}
      </ActForm>
    </Dialog>
  );
}

const tomorrow = (): number => Date.now() + 86_400_000;

const pathOf = (act: ErrandAct): string =>
  act === 'fixed' || act === 'not-fixed' ? 'verdict' : act;

type Said = { dueAt: string; words: string; judge: string; teamId: string };

function bodyOf(act: ErrandAct, { dueAt, words, judge, teamId }: Said): object {
  switch (act) {
    case 'acceptance':
      return { dueAt };
    case 'new-date':
      return { dueAt, reason: words };
    case 'done':
      return words ? { result: words } : {};
    case 'fixed':
    case 'not-fixed':
      return { isFixed: act === 'fixed', by: judge, ...(words && { text: words }) };
    case 'passing':
      return { teamId, reason: words };
    case 'declination':
    case 'calling-off':
      return { reason: words };
  }
}

type ChoiceProps = { value: string; onChange: (value: string) => void };

function JudgeField({ value, onChange }: ChoiceProps) {
  return (
    <Field label={t`Who says so?`}>
      {(wired) => (
        <select {...wired} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="customer">{t`The customer told me`}</option>
          <option value="check">{t`I have looked myself`}</option>
        </select>
      )}
    </Field>
  );
}

export function TeamField({ without, value, onChange }: ChoiceProps & { without?: string }) {
  const { data: teams = [] } = useQuery(fixerTeamsQuestion);
  return (
    <Field label={t`Which team?`}>
      {(wired) => (
        <select {...wired} required value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="" />
          {teams
            .filter(({ id }) => id !== without)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      )}
    </Field>
  );
}
