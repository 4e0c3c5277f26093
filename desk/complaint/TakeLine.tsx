import { Trans } from '@lingui/react/macro';
import type { Complaint } from '../api/types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import type { ReplyDraft } from './reply-draft.ts';

type Props = {
  complaint: Complaint;
  draft: ReplyDraft;
  change: (part: Partial<ReplyDraft>) => void;
};

/** Whoever answers has it from then on, unless they say otherwise; said before anything is sent. */
export function TakeLine({ complaint: { owner, closedBasis }, draft, change }: Props) {
  const me = useMe();
  if (owner.id === me.id || !may(me, 'takeOver') || closedBasis === 'joined') return null;
  const { staysTheirs } = draft;
  const { name } = owner;
  return (
    <p className="take-line">
      <span>
        {staysTheirs ? (
          <Trans>
            You answer for <bdi>{name}</bdi>, who keeps it.
          </Trans>
        ) : (
          <Trans>
            <bdi>{name}</bdi> has this. Your reply takes it over.
          </Trans>
        )}
      </span>
      <Button look="quiet" onPress={() => change({ staysTheirs: !staysTheirs })}>
        {staysTheirs ? (
          <Trans>Take it over</Trans>
        ) : (
          <Trans>
            Answer for <bdi>{name}</bdi>
          </Trans>
        )}
      </Button>
    </p>
  );
}
