import type { ServerDraft } from '../../api/draft-types.ts';
import { Button } from '../../parts/Button.tsx';
import { textOf } from './base.ts';
import type { DraftSync } from './use-draft-sync.ts';

/** Written on in two windows: both texts are shown, and a person says which goes on. */
export function OtherWindowBar({ sync }: { sync: DraftSync }) {
  if (!sync.other) return null;
  return (
    <section className="bar-note asks draft-bar" aria-label="Written in another window">
      <div>
        <p>
          <strong>You wrote on in another window.</strong> There it says:
        </p>
        <blockquote className="other-words" dir="auto">
          {textOf(sync.other.content)}
        </blockquote>
      </div>
      <div className="buttons">
        <Button onPress={() => sync.choose('these')}>Keep the words here</Button>
        <Button onPress={() => sync.choose('those')}>Take those</Button>
        <Button onPress={() => sync.choose('both')}>Both, one after the other</Button>
      </div>
    </section>
  );
}

/** It was sent off and could not go: said above the words until they have gone. */
export function HeldBar({ server }: { server: ServerDraft | undefined }) {
  if (server?.state !== 'held' || !server.held) return null;
  return (
    <p className="warning failed" role="alert">
      <strong>This was not sent.</strong> {server.held.sentence}
    </p>
  );
}
