import { Trans } from '@lingui/react/macro';

/** What a button does, and, said to whoever does not see where it stands, with what. */
export function About({ act, what }: { act: string; what: string }) {
  return (
    <Trans>
      {act}
      <span className="unseen">: {what}</span>
    </Trans>
  );
}
