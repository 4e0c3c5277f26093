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
  return (
    <p className="take-line">
      {staysTheirs
        ? `You answer for ${owner.name}, who keeps it.`
        : `${owner.name} has this. Your reply takes it over.`}{' '}
      <Button look="quiet" onPress={() => change({ staysTheirs: !staysTheirs })}>
        {staysTheirs ? 'Take it over' : `Answer for ${owner.name}`}
      </Button>
    </p>
  );
}
