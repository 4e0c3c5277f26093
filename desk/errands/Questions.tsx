import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { useAct } from '../parts/use-act.ts';
import type { Question, WholeErrand } from './errand-types.ts';

type Props = { errand: WholeErrand; isFixer: boolean };

/** What was asked and answered between fixer and handler, and a line for the next question. */
export function Questions({ errand, isFixer }: Props) {
  const [text, write] = useState('');
  const asking = useAct({
    complaintId: errand.complaint.id,
    said: t`Asked.`,
    onDone: () => write(''),
  });
  return (
    <>
      <ul className="plain-list">
        {errand.questions.map((question) => (
          <li key={question.id}>
            <QuestionItem errand={errand} question={question} isFixer={isFixer} />
          </li>
        ))}
      </ul>
      <details>
        <summary>{isFixer ? t`Ask the handler` : t`Ask the fixers`}</summary>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            asking.mutate({ path: `/errands/${errand.id}/questions`, body: { text } });
          }}
        >
          <WordsField label={t`Your question`} rows={2} value={text} onChange={write} />
          <Fault fault={asking.error} />
          <div className="buttons">
            <Button type="submit" isBusy={asking.isPending}>
              <Trans>Ask</Trans>
            </Button>
          </div>
        </form>
      </details>
    </>
  );
}

function QuestionItem({ errand, question, isFixer }: Props & { question: Question }) {
  const { askedBy, text, answer, isUnclear, asker } = question;
  const name = askedBy.name;
  const isForMe = answer === null && (asker === 'fixer') !== isFixer;
  return (
    <>
      <p className="quiet">
        {isUnclear ? (
          <Trans>{name} mailed this; the program could not make out what it means</Trans>
        ) : (
          <Trans>{name} asks</Trans>
        )}
      </p>
      <blockquote dir="auto">{text}</blockquote>
      {answer !== null && <p dir="auto">{answer}</p>}
      {isForMe && <AnswerForm errand={errand} questionId={question.id} />}
    </>
  );
}

function AnswerForm({ errand, questionId }: { errand: WholeErrand; questionId: string }) {
  const [text, write] = useState('');
  const answering = useAct({ complaintId: errand.complaint.id, said: t`Answered.` });
  const path = `/errands/${errand.id}/questions/${questionId}/answer`;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        answering.mutate({ path, body: { text } });
      }}
    >
      <WordsField label={t`Your answer`} rows={2} value={text} onChange={write} />
      <Fault fault={answering.error} />
      <div className="buttons">
        <Button type="submit" isBusy={answering.isPending}>
          <Trans>Answer</Trans>
        </Button>
      </div>
    </form>
  );
}
