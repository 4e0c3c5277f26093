import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { checkQuestion } from '../api/draft-questions.ts';
import { Button } from '../parts/Button.tsx';
import { WordsField } from '../parts/fields.tsx';
import { whatDoes } from '../shortcuts.ts';
import { fromLocalField } from '../time.ts';
import { type ReplyDraft, withPromise } from './reply-draft.ts';
import type { PartProps } from './ToWhom.tsx';
import { promiseOf } from './use-send-reply.ts';

/** What stands in the way of this answer, or is worth a second look; said before it is sent. */
export function CheckLines({ complaint, draft, change }: PartProps) {
  const { data: warnings = [] } = useQuery(checkQuestion(complaint.id, useSettled(askedOf(draft))));
  const shown = draft.text.trim() === '' ? [] : warnings;
  const lacksAction = shown.some(({ code }) => code === 'apology_without_action');
  return (
    <div className="check-lines" role="status">
      {shown.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
      {lacksAction && (
        <div className="buttons">
          <Button onPress={() => change(withPromise(draft))}>
            <Trans>Add a promise</Trans>
          </Button>
          <Button onPress={() => whatDoes('g')?.()}>
            <Trans context="make amends">Put it right</Trans> <kbd>g</kbd>
          </Button>
          {draft.noAction === null && (
            <Button onPress={() => change({ noAction: '' })}>
              <Trans>Say why nothing can be done</Trans>
            </Button>
          )}
        </div>
      )}
      {draft.noAction !== null && <NoAction draft={draft} change={change} />}
    </div>
  );
}

function NoAction({ draft, change }: Pick<PartProps, 'draft' | 'change'>) {
  return (
    <div className="no-action">
      <WordsField
        label={t`Why can nothing be done?`}
        hint={t`It stands under your name.`}
        rows={2}
        isRequired={false}
        value={draft.noAction ?? ''}
        onChange={(noAction) => change({ noAction })}
      />
      <Button look="quiet" onPress={() => change({ noAction: null })}>
        <Trans>Take it out</Trans>
      </Button>
    </div>
  );
}

/** Only what the server can judge: half a promise is none yet. */
function askedOf({ text, isFinal, noAction, promises }: ReplyDraft): string | null {
  if (text.trim() === '') return null;
  const whole = promises.filter(({ what, by }) => what.trim() !== '' && fromLocalField(by));
  return JSON.stringify({
    text,
    ...(isFinal && { isFinal }),
    ...(noAction?.trim() && { noAction }),
    ...(whole.length > 0 && { promises: whole.map(promiseOf) }),
  });
}

const pauseMs = 500;

/** The server is asked when typing pauses. */
function useSettled(asked: string | null): object | null {
  const [settled, settle] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => settle(asked), pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
  return settled === null ? null : (JSON.parse(settled) as object);
}
