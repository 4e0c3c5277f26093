import { Trans } from '@lingui/react/macro';
import type { Message } from '../api/types.ts';

/** Something came between the first word and the press on Send. */
export function OvertakenLine({ latest, name }: { latest: Message | undefined; name: string }) {
  return (
    <p className="bar-note" role="alert">
      <Meanwhile latest={latest} name={name} />
    </p>
  );
}

function Meanwhile({ latest, name }: { latest: Message | undefined; name: string }) {
  if (latest?.author !== 'staff') {
    return (
      <Trans>
        <bdi>{name}</bdi> wrote again while you were writing. Please read it before you send.
      </Trans>
    );
  }
  const { authorName } = latest;
  if (!authorName) {
    return (
      <Trans>A colleague answered while you were writing. Please read it before you send.</Trans>
    );
  }
  return (
    <Trans>
      <bdi>{authorName}</bdi> answered while you were writing. Please read it before you send.
    </Trans>
  );
}
