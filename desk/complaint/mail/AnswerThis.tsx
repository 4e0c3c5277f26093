import { Trans } from '@lingui/react/macro';
import type { Complaint, Message } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { useReplyDraft } from '../reply-draft.ts';

type Props = { message: Message; complaint: Complaint };

/** An answer goes to whom it answers: who wrote before the latest is answered only when one says so. */
export function AnswerThis({ message: { id, author }, complaint }: Props) {
  const me = useMe();
  const { draft, change } = useReplyDraft(complaint);
  const latest = complaint.messages.findLast((one) => one.author === 'customer')?.id ?? '';
  const isAnswered = (draft.answering || latest) === id;
  if (author !== 'customer' || isAnswered || !may(me, 'answer')) return null;
  return (
    <Button
      look="quiet"
      onPress={() => change({ answering: id === latest ? '' : id, to: null, cc: null })}
    >
      <Trans>Answer this one</Trans>
    </Button>
  );
}
