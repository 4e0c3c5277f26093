import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazyRouteComponent, Outlet, useMatch, useNavigate } from '@tanstack/react-router';
import { Suspense, useCallback, useState } from 'react';
import { useChanges } from '../api/changes.ts';
import { meQuestion } from '../api/questions.ts';
import { mustSignIn } from '../api/refused.ts';
import type { Me } from '../api/types.ts';
import { FindDialog } from '../find/FindDialog.tsx';
import { MeProvider } from '../me.ts';
import { usePaletteKey } from '../palette/use-palette-key.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Confirmation } from '../parts/Say.tsx';
import { useKeys, useWayOutOfFields } from '../shortcuts.ts';
import { Banner } from './Banner.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { Sidebar } from './Sidebar.tsx';

// Seldom the first thing that somebody does.
const Palette = lazyRouteComponent(() => import('../palette/Palette.tsx'), 'Palette');

/** Around every screen of a person who is signed in. */
export function Shell() {
  const { data: me, error, refetch } = useQuery(meQuestion);
  if (me) return <SignedIn me={me} />;
  if (error && !mustSignIn(error)) {
    return (
      <main className="page">
        <h1>
          <Trans>The desk cannot be opened</Trans>
        </h1>
        <Fault fault={error} />
        <Button onPress={() => void refetch()}>
          <Trans>Try again</Trans>
        </Button>
      </main>
    );
  }
  return (
    <main className="page" aria-busy="true">
      <p className="quiet">
        <Trans>One moment …</Trans>
      </p>
    </main>
  );
}

function SignedIn({ me }: { me: Me }) {
  const [areKeysShown, showKeys] = useState(false);
  /** The words with which the search begins. */
  const [finding, find] = useState<string>();
  const [isChoosing, choose] = useState(false);
  useWayOutOfFields();
  usePaletteKey(useCallback(() => choose(true), []));
  const open = useMatch({ from: '/shell/lists/complaints/$id', shouldThrow: false });
  useChanges();
  const navigate = useNavigate();
  useKeys({
    '?': () => showKeys(true),
    '/': () => find(''),
    c: () => void navigate({ to: '/new' }),
  });
  return (
    <MeProvider value={me}>
      <a className="skip" href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <div className="shell">
        <Sidebar
          onKeys={() => showKeys(true)}
          onFind={() => find('')}
          onChoose={() => choose(true)}
        />
        <main id="main" tabIndex={-1}>
          <Banner />
          <Outlet />
        </main>
      </div>
      <Confirmation />
      <Suspense fallback={null}>
        {isChoosing && (
          <Palette complaintId={open?.params.id} onFind={find} onClose={() => choose(false)} />
        )}
      </Suspense>
      {finding !== undefined && <FindDialog words={finding} onClose={() => find(undefined)} />}
      {areKeysShown && <KeysDialog onClose={() => showKeys(false)} />}
    </MeProvider>
  );
}
