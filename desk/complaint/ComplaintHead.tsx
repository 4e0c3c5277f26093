import { Trans } from '@lingui/react/macro';
import { Link, lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import type { Complaint } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Due } from '../parts/Due.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { StateMark } from '../parts/StateMark.tsx';
import { PresenceLine } from '../presence/PresenceLine.tsx';
import { closedWords, nameOfCustomer } from '../words.ts';
import { ActDialog } from './acts/ActDialog.tsx';
import type { ActName } from './acts/names.ts';
import { useActKeys } from './acts/use-act-keys.ts';

// The menu is the largest single part of the desk and never the first thing needed. Loaded by the
// router, because that reloads the page when a newer desk has taken the file away meanwhile.
const ActMenu = lazyRouteComponent(() => import('./acts/ActMenu.tsx'), 'ActMenu');

/** Who, which, where it stands and what comes next: one line above everything. */
export function ComplaintHead({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const [act, open] = useState<ActName | null>(null);
  const menu = useRef<HTMLDivElement>(null);
  useActKeys(complaint, open);
  const close = (): void => {
    open(null);
    // The item that opened the dialog is gone with its menu, so the focus goes back to the button.
    requestAnimationFrame(() => menu.current?.querySelector('button')?.focus());
  };
  const name = nameOfCustomer(complaint.customer.name ?? complaint.customerName);
  const { reference, state, nextAt, owner } = complaint;
  return (
    <header className="complaint-head">
      <div>
        <ScreenTitle title={`${name}, ${reference}`}>{name}</ScreenTitle>
        <p className="head-facts">
          <span className="reference">{reference}</span>
          <StateMark state={state} />
          <span>{owner.name}</span>
          {state === 'done' ? (
            <span>{closedWords(complaint)}</span>
          ) : (
            nextAt && (
              <span>
                <Trans>
                  next: <Due at={nextAt} />
                </Trans>
              </span>
            )
          )}
          {may(me, 'answer') && (
            <Link to="/letters/$id" params={{ id: complaint.id }}>
              <Trans>Write a letter</Trans>
            </Link>
          )}
          <a className="to-facts" href="#facts">
            <Trans>Promises and customer</Trans>
          </a>
        </p>
        <PresenceLine complaintId={complaint.id} />
      </div>
      <div ref={menu}>
        <Suspense
          fallback={
            <span className="button plain">
              <Trans>Actions</Trans>
            </span>
          }
        >
          <ActMenu complaint={complaint} onChoose={open} />
        </Suspense>
      </div>
      {act && <ActDialog act={act} complaint={complaint} onClose={close} />}
    </header>
  );
}
