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
  return (
    <>
      <p className="mail-line">
        {other && <span>from {other.address}, not the customer’s own address</span>}
        {to.length > 0 && <span>to {addresses(to)}</span>}
        {cc.length > 0 && <span>copy to {addresses(cc)}</span>}
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
      <summary>Show what stood below</summary>
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
        Show as sent
      </Button>
      <a href={originalOf(id)} download={`${id}.eml`}>
        Original
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
