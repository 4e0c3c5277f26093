import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { capped } from '../time.ts';
import type { Wanted } from './knowledge-types.ts';
import { wantedQuestion } from './questions.ts';
import { Tabs } from './Tabs.tsx';
import { useKnowledgeAct } from './use-knowledge-act.ts';

/** What should be written down, because customers or colleagues ask for it. */
export function WantedScreen() {
  const { data: wanted, error } = useQuery(wantedQuestion);
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Knowledge: to write`}>
          <Trans>Knowledge</Trans>
        </ScreenTitle>
      </header>
      <Tabs />
      <p className="lead">
        <Trans>
          Articles that are missing. When five customers write about the same and no article answers
          it, it comes here by itself.
        </Trans>
      </p>
      <Fault fault={error} />
      {wanted?.length === 0 && (
        <Empty title={t`No article is wanted.`}>
          <Trans>Beside each complaint you can say that customers ask something.</Trans>
        </Empty>
      )}
      <ul className="cards">
        {wanted?.map((one) => (
          <WantedCard key={one.id} wanted={one} />
        ))}
      </ul>
    </div>
  );
}

function WantedCard({ wanted }: { wanted: Wanted }) {
  const mayWrite = may(useMe(), 'writeArticles');
  const [isDeclining, decline] = useState(false);
  const { id, what, complaints, wantedAt } = wanted;
  const about = <span className="unseen">: {what}</span>;
  return (
    <li className="card">
      <p className="byline">
        <strong dir="auto">{what}</strong>
        <span>
          <At at={wantedAt} />
        </span>
      </p>
      <p dir="auto">{whyWanted(wanted)}</p>
      <p className="references">
        {complaints.map((complaint) => (
          <Link
            key={complaint.id}
            to="/complaints/$id"
            params={{ id: complaint.id }}
            className="reference"
          >
            {complaint.reference}
          </Link>
        ))}
      </p>
      {mayWrite && (
        <div className="buttons">
          <Link to="/knowledge/new" search={{ wanted: id }} className="button plain">
            <Trans>Write it{about}</Trans>
          </Link>
          <Button look="quiet" onPress={() => decline(true)}>
            <Trans>Not needed{about}</Trans>
          </Button>
        </div>
      )}
      {isDeclining && <NotNeededDialog wanted={wanted} onClose={() => decline(false)} />}
    </li>
  );
}

function whyWanted({ customers, what, by }: Wanted): string {
  if (customers === null) {
    return by ? t`${by} says that customers ask this.` : t`Somebody says that customers ask this.`;
  }
  const shown = capped(customers);
  return plural(customers, {
    one: `# customer wrote about “${what}” and there is no article.`,
    other: `${shown} customers wrote about “${what}” and there is no article.`,
  });
}

const empty = { reason: '' };

function NotNeededDialog({
  wanted: { id, what },
  onClose,
}: {
  wanted: Wanted;
  onClose: () => void;
}) {
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `${id}.decline` }, empty);
  const declining = useKnowledgeAct({
    said: t`It is off the list.`,
    onDone: () => {
      clear();
      onClose();
    },
  });
  return (
    <Dialog title={t`Not needed: ${what}`} onClose={onClose}>
      <ActForm
        button={t`It is not needed`}
        isBusy={declining.isPending}
        fault={declining.error}
        onSend={() => declining.mutate({ path: `/wanted-articles/${id}/not-needed`, body: draft })}
      >
        <WordsField
          label={t`Why?`}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
      </ActForm>
    </Dialog>
  );
}
