import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import type { Complaint } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import { useMe } from '../../me.ts';
import { Dialog } from '../../parts/Dialog.tsx';
import { useAct } from '../../parts/use-act.ts';
import { ownLimitsQuestion } from '../../remedies/questions.ts';
import type { Outcome } from '../../remedies/remedy-types.ts';
import { kindWords } from '../../remedies/words.ts';
import { ActForm } from '../acts/ActForm.tsx';
import { outcomeWords } from './outcome-words.ts';
import { RemedyFields } from './RemedyFields.tsx';
import { emptyDraft, wishOf } from './remedy-draft.ts';
import type { Start } from './start.ts';

type Props = { complaint: Complaint; start: Start; onClose: () => void };

/** One form for everything that can put it right; within the limit it is done with its button. */
export function RemedyDialog({ complaint, start, onClose }: Props) {
  const me = useMe();
  const { data: own } = useQuery(ownLimitsQuestion);
  const { proposal, kind, wish, isInstead } = start;
  const about = `${complaint.id}.remedy.${proposal?.id ?? (wish ? 'wish' : kind)}`;
  const empty = emptyDraft(start, { meId: me.id, zone: me.organisation.zone });
  const { draft, change, clear } = useDraft({ staffId: me.id, about }, empty);
  const acting = useAct<Outcome>({
    complaintId: complaint.id,
    said: outcomeWords,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const asksForWish = isWishOpen(complaint) && !wish && !proposal;
  const currency = own?.currency ?? 'EUR';
  const isAgreed = draft.isAgreed && !isInstead;
  return (
    <Dialog title={titleOf(start)} onClose={onClose}>
      <ActForm
        button={isAgreed ? t`Give it` : t`Offer it`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate(wishOf(draft, { complaint, start, currency, asksForWish }))}
      >
        <RemedyFields
          draft={draft}
          change={change}
          start={start}
          own={own}
          asksForWish={asksForWish}
        />
      </ActForm>
    </Dialog>
  );
}

/** They said what would put it right, and nobody has said yet whether they get it. */
const isWishOpen = ({ wish, remedies }: Complaint): boolean =>
  Boolean(wish) && !remedies.some((one) => one.wish && one.state !== 'refused');

function titleOf({ wish, proposal, isInstead, kind }: Start): string {
  if (isInstead) return t`Offer something else`;
  if (wish || proposal) return t`Accept as it stands`;
  if (kind === 'correction') return t({ message: 'Put it right', context: 'make amends' });
  const what = kindWords[kind];
  return t`Put it right: ${what}`;
}
