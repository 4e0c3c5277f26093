import { Trans } from '@lingui/react/macro';
import type { Recipients } from '../api/mail-types.ts';
import type { Complaint } from '../api/types.ts';
import { RecipientRows } from './recipients/RecipientRows.tsx';
import { goesByPost } from './recipients/recipients.ts';
import type { ReplyDraft } from './reply-draft.ts';

export type PartProps = {
  complaint: Complaint;
  draft: ReplyDraft;
  change: (part: Partial<ReplyDraft>) => void;
  proposed: Recipients | undefined;
};

export function ToWhom({ proposed, ...props }: PartProps) {
  // It keeps its place while it is asked for, so that the thread above does not jump.
  if (!proposed) return <div className="recipients" aria-busy="true" />;
  if (!goesByPost(proposed, props.draft)) {
    return <RecipientRows {...props} proposed={proposed} />;
  }
  const address = props.complaint.customer.postalAddress?.replaceAll('\n', ', ');
  return (
    <p className="recipients">
      <Trans>
        By letter to <bdi>{address}</bdi>. It waits in the outbox until somebody has printed and
        posted it.
      </Trans>
    </p>
  );
}
