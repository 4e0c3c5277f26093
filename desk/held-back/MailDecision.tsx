import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
          <Trans>
            It is about{' '}
            <Link to="/complaints/$id" params={{ id: mail.complaint.id }}>
              {ph({ reference: mail.complaint.reference })}
            </Link>
            .
          </Trans>
        </p>
      )}
      <OriginalWays mail={mail} />
      {may(me, 'decideMail') && (
        <div className="buttons">
          <Button onPress={() => show('person')}>
            <Trans>A person wrote this</Trans>
          </Button>
          <Button onPress={() => show('rubbish')}>
            <Trans>Nobody wants anything</Trans>
          </Button>
        </div>
      )}
      {open === 'person' && <PersonWroteDialog mail={mail} onClose={close} />}
      {open === 'rubbish' && (
        <RubbishDialog
          path={`/mails/${mail.id}`}
          title={t`Nobody wants anything`}
          onClose={close}
        />
      )}
    </>
  );
}
