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
    ['new', 'It is a new complaint'],
    ...(complaint ? [['known', `It belongs to ${complaint.reference}`] as const] : []),
    ['other', complaint ? 'It belongs to another complaint' : 'It belongs to a complaint we have'],
  ];
  return (
    <Dialog title="A person wrote this" onClose={onClose}>
      <ActForm
        button={choice === 'new' ? 'Make it a complaint' : 'Add it there'}
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
          <legend>What is it?</legend>
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
          <FindField label="Which complaint?" value={written} onChange={write} />
        )}
        <p className="quiet">
          {choice === 'new'
            ? 'It gets an owner and a date, as if it had come in at once, and the sender hears that we have it.'
            : 'Its words stand there from now on, and it is our turn again.'}
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
      say(choice === 'new' ? `It is the complaint ${reference} now.` : `Added to ${reference}.`);
      onClose();
      void refresh(client, id);
      void navigate({ to: '/complaints/$id', params: { id } });
    },
  });
}
