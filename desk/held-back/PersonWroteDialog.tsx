import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { refresh } from '../api/changes.ts';
import { post } from '../api/client.ts';
import type { Mail, Referred } from '../api/mail-types.ts';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { FindField } from '../complaint/find/FindField.tsx';
import { findComplaint } from '../complaint/find/find-complaint.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { say } from '../parts/Say.tsx';
import { senderOf, subjectOf } from './mail-words.ts';

type Choice = 'new' | 'known' | 'other';

type Props = { mail: Mail; onClose: () => void };

/** Somebody wants something of us: it becomes a complaint, or a part of one. */
export function PersonWroteDialog({ mail, onClose }: Props) {
  const { complaint } = mail;
  const [choice, choose] = useState<Choice>(complaint ? 'known' : 'new');
  const [written, write] = useState('');
  const taking = useTakeIn(mail, onClose);
  const choices: readonly (readonly [Choice, string])[] = [
    ['new', t`It is a new complaint`],
    ...(complaint
      ? [['known', t`It belongs to ${{ reference: complaint.reference }}`] as const]
      : []),
    [
      'other',
      complaint ? t`It belongs to another complaint` : t`It belongs to a complaint we have`,
    ],
  ];
  return (
    <Dialog title={t`A person wrote this`} onClose={onClose}>
      <ActForm
        button={choice === 'new' ? t`Make it a complaint` : t`Add it there`}
        isBusy={taking.isPending}
        fault={taking.error}
        onSend={() => taking.mutate({ choice, written })}
      >
        <p className="promise-words">
          {subjectOf(mail)}
          <br />
          <span className="quiet">{senderOf(mail)}</span>
        </p>
        <fieldset>
          <legend>
            <Trans>What is it?</Trans>
          </legend>
          {choices.map(([name, words]) => (
            <label key={name} className="check">
              <input
                type="radio"
                name="what"
                checked={choice === name}
                onChange={() => choose(name)}
              />
              {words}
            </label>
          ))}
        </fieldset>
        {choice === 'other' && (
          <FindField label={t`Which complaint?`} value={written} onChange={write} />
        )}
        <p className="quiet">
          {choice === 'new'
            ? t`It gets an owner and a date, as if it had come in at once, and the sender hears that we have it.`
            : t`Its words stand there from now on, and it is our turn again.`}
        </p>
      </ActForm>
    </Dialog>
  );
}

function useTakeIn(mail: Mail, onClose: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ choice, written }: { choice: Choice; written: string }) => {
      const path = `/mails/${mail.id}`;
      if (choice === 'new') return post<Referred>(`${path}/complaint`);
      const known = choice === 'known' ? mail.complaint : null;
      const { id, reference } = known ?? (await findComplaint(written));
      await post(`${path}/message`, { complaintId: id });
      return { id, reference };
    },
    onSuccess: ({ id, reference }, { choice }) => {
      say(choice === 'new' ? t`It is the complaint ${reference} now.` : t`Added to ${reference}.`);
      onClose();
      void refresh(client, id);
      void navigate({ to: '/complaints/$id', params: { id } });
    },
  });
}
