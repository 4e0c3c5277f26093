import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ServerDraft } from '../../api/draft-types.ts';
import { Button } from '../../parts/Button.tsx';
import { textOf } from './base.ts';
import type { DraftSync } from './use-draft-sync.ts';

/** Written on in two windows: both texts are shown, and a person says which goes on. */
export function OtherWindowBar({ sync }: { sync: DraftSync }) {
  if (!sync.other) return null;
  return (
    <section className="bar-note asks draft-bar" aria-label={t`Written in another window`}>
      <div>
        <p>
          <Trans>
            <strong>You wrote on in another window.</strong> There it says:
          </Trans>
        </p>
        <blockquote className="other-words" dir="auto">
          {textOf(sync.other.content)}
        </blockquote>
      </div>
      <div className="buttons">
        <Button onPress={() => sync.choose('these')}>
          <Trans>Keep the words here</Trans>
        </Button>
        <Button onPress={() => sync.choose('those')}>
          <Trans>Take those</Trans>
        </Button>
        <Button onPress={() => sync.choose('both')}>
          <Trans>Both, one after the other</Trans>
        </Button>
      </div>
    </section>
  );
}

/** It was sent off and could not go: said above the words until they have gone. */
export function HeldBar({ server }: { server: ServerDraft | undefined }) {
  if (server?.state !== 'held' || !server.held) return null;
  return (
    <p className="warning failed" role="alert">
      <strong>
        <Trans>This was not sent.</Trans>
      </strong>{' '}
      {server.held.sentence}
    </p>
  );
}
