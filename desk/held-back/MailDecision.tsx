import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Mail } from '../api/mail-types.ts';
import { MailHead, OriginalWays } from '../complaint/mail/MailParts.tsx';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { bounceWords } from './mail-words.ts';
import { PersonWroteDialog } from './PersonWroteDialog.tsx';
import { RubbishDialog } from './RubbishDialog.tsx';

/** What is known of a mail that waits, and what a person can say about it. */
export function MailDecision({ mail }: { mail: Mail }) {
  const me = useMe();
  const [open, show] = useState<'person' | 'rubbish' | null>(null);
  const close = (): void => show(null);
  const bounce = bounceWords(mail);
  return (
    <>
      <MailHead mail={mail} />
      {bounce && <p>{bounce}</p>}
      {mail.complaint && (
        <p>
          It is about{' '}
          <Link to="/complaints/$id" params={{ id: mail.complaint.id }}>
            {mail.complaint.reference}
          </Link>
          .
        </p>
      )}
      <OriginalWays mail={mail} />
      {may(me, 'decideMail') && (
        <div className="buttons">
          <Button onPress={() => show('person')}>A person wrote this</Button>
          <Button onPress={() => show('rubbish')}>Nobody wants anything</Button>
        </div>
      )}
      {open === 'person' && <PersonWroteDialog mail={mail} onClose={close} />}
      {open === 'rubbish' && (
        <RubbishDialog path={`/mails/${mail.id}`} title="Nobody wants anything" onClose={close} />
      )}
    </>
  );
}
