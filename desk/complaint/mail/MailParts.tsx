import { Trans } from '@lingui/react/macro';
import { lazyRouteComponent } from '@tanstack/react-router';
import { type ReactNode, Suspense, useState } from 'react';
import type { Address, Mail } from '../../api/mail-types.ts';
import { Button } from '../../parts/Button.tsx';
import { MailWarnings } from './MailWarnings.tsx';

// Few mails are ever looked at as they were sent.
const PageDialog = lazyRouteComponent(() => import('./PageDialog.tsx'), 'PageDialog');

type HeadProps = { mail: Mail; other?: Address | null };

/** Who wrote to whom, and what to be careful about: whoever answers must know who reads along. */
export function MailHead({ mail, other = null }: HeadProps) {
  const { to = [], cc = [] } = mail.reading ?? {};
  const writer = other?.address;
  const readers = addresses(to);
  const copies = addresses(cc);
  return (
    <>
      <p className="mail-line">
        {writer && (
          <span>
            <Trans>
              from <bdi>{writer}</bdi>, not the customer’s own address
            </Trans>
          </span>
        )}
        {readers && (
          <span>
            <Trans>
              to <bdi dir="ltr">{readers}</bdi>
            </Trans>
          </span>
        )}
        {copies && (
          <span>
            <Trans>
              copy to <bdi dir="ltr">{copies}</bdi>
            </Trans>
          </span>
        )}
      </p>
      <MailWarnings mail={mail} />
    </>
  );
}

const addresses = (list: readonly Address[]): string =>
  list.map(({ address }) => address).join(', ');

export function Quoted({ text }: { text: string }) {
  return (
    <details className="quoted">
      <summary>
        <Trans>Show what stood below</Trans>
      </summary>
      <p className="words" dir="auto">
        {text}
      </p>
    </details>
  );
}

/** The mail as it came, for whoever doubts what the program made of it. */
export function OriginalWays({ mail, children }: { mail: Mail; children?: ReactNode }) {
  const { id, reading } = mail;
  const [isShown, show] = useState(false);
  return (
    <div className="original">
      <Button look="quiet" onPress={() => show(true)}>
        <Trans>Show as sent</Trans>
      </Button>
      <a href={originalOf(id)} download={`${id}.eml`}>
        <Trans>Original</Trans>
      </a>
      {children}
      {isShown && (
        <Suspense fallback={null}>
          <PageDialog id={id} subject={reading?.subject ?? ''} onClose={() => show(false)} />
        </Suspense>
      )}
    </div>
  );
}

export const originalOf = (mailId: string): string => `/api/mails/${mailId}/original`;
