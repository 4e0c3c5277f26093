import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { useDraft } from '../../draft.ts';
import type { BesideComplaint, FlawRow } from '../../flaws/flaw-types.ts';
import { flawsBesideQuestion } from '../../flaws/questions.ts';
import { useFlawAct } from '../../flaws/use-flaw-act.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { WordsField } from '../../parts/fields.tsx';
import { ActForm } from '../acts/ActForm.tsx';
import { FactGroup } from '../facts/Fact.tsx';

type Asked = { flaw: FlawRow; belongs: boolean };

/** Which flaws it points to, and which it looks like and why. Nothing where there is none. */
export function FlawFacts({ complaint: { id } }: { complaint: Complaint }) {
  const { data, error } = useQuery(flawsBesideQuestion(id));
  const [asked, ask] = useState<Asked>();
  if (!error && !hasAny(data)) return null;
  const letters = data?.campaign?.letters;
  return (
    <FactGroup title={t`Flaws`}>
      <Fault fault={error} />
      {letters && <p>{t`One letter that many sent in: ${letters} so far.`}</p>}
      <ul className="facts-list">
        {data?.traced.map((flaw) => (
          <FlawFact
            key={flaw.id}
            flaw={flaw}
            why={t`It points to this flaw.`}
            onAsk={ask}
            isTraced
          />
        ))}
        {data?.looksLike.map(({ flaw, words }) => (
          <FlawFact key={flaw.id} flaw={flaw} why={whyAlike(words)} onAsk={ask} />
        ))}
      </ul>
      {asked && <SayDialog complaintId={id} asked={asked} onClose={() => ask(undefined)} />}
    </FactGroup>
  );
}

const hasAny = (data: BesideComplaint | undefined): boolean =>
  data !== undefined && (data.campaign !== null || data.traced.length + data.looksLike.length > 0);

function whyAlike(all: readonly string[]): string {
  const words = all.slice(0, 5).join(', ');
  return words ? t`It looks like this flaw. Both say: ${words}` : t`It looks like this flaw.`;
}

type FactProps = {
  flaw: FlawRow;
  why: string;
  onAsk: (asked: Asked) => void;
  isTraced?: boolean;
};

function FlawFact({ flaw, why, onAsk, isTraced = false }: FactProps) {
  const mayTrace = may(useMe(), 'traceFlaws');
  const about = <span className="unseen">: {flaw.name}</span>;
  return (
    <li>
      <p>
        <Link to="/flaws/$id" params={{ id: flaw.id }} dir="auto">
          {flaw.name}
        </Link>
      </p>
      <p className="quiet">{why}</p>
      {mayTrace && (
        <div className="buttons">
          {!isTraced && (
            <Button onPress={() => onAsk({ flaw, belongs: true })}>
              <Trans>It is this one{about}</Trans>
            </Button>
          )}
          <Button look="quiet" onPress={() => onAsk({ flaw, belongs: false })}>
            <Trans>It is not{about}</Trans>
          </Button>
        </div>
      )}
    </li>
  );
}

function SayDialog({
  complaintId,
  asked: { flaw, belongs },
  onClose,
}: {
  complaintId: string;
  asked: Asked;
  onClose: () => void;
}) {
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${complaintId}.${flaw.id}.trace` },
    { reason: '' },
  );
  const saying = useFlawAct({
    said: t`Noted. The program learns from it.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  const flaws = `/complaints/${complaintId}/flaws`;
  const wish = belongs
    ? { path: flaws, body: { flawId: flaw.id, reason: draft.reason } }
    : { path: `${flaws}/${flaw.id}/removal`, body: draft };
  const { name } = flaw;
  return (
    <Dialog
      title={belongs ? t`It points to “${name}”` : t`It does not point to “${name}”`}
      onClose={onClose}
    >
      <ActForm
        button={t`Say so`}
        isBusy={saying.isPending}
        fault={saying.error}
        onSend={() => saying.mutate(wish)}
      >
        <WordsField
          label={t`Why do you think so?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
