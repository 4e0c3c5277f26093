import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import type { TrainingItem } from './knowledge-types.ts';
import { trainingQuestion } from './questions.ts';
import { Tabs } from './Tabs.tsx';
import { useKnowledgeAct } from './use-knowledge-act.ts';

/** What I did not know, and what those who report to me did not. Nobody is counted or compared. */
export function LearningScreen() {
  const { data: items, error } = useQuery(trainingQuestion);
  const open = items?.filter(({ doneAt }) => !doneAt);
  const learnt = items?.filter(({ doneAt }) => doneAt) ?? [];
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Knowledge: to learn`}>
          <Trans>Knowledge</Trans>
        </ScreenTitle>
      </header>
      <Tabs />
      <p className="lead">
        <Trans>
          What came up beside a complaint and was not known. Only whoever noted it and their manager
          see it.
        </Trans>
      </p>
      <Fault fault={error} />
      {open?.length === 0 && (
        <Empty title={t`Nothing is left to learn here.`}>
          <Trans>Beside each complaint you can note what you did not know.</Trans>
        </Empty>
      )}
      <ul className="cards">
        {open?.map((item) => (
          <ItemCard key={item.id} item={item} />
        ))}
      </ul>
      {learnt.length > 0 && (
        <details className="editions">
          <summary>
            <Trans>Learnt</Trans>
          </summary>
          <ul className="cards">
            {learnt.map((item) => (
              <ItemCard key={item.id} item={item} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function ItemCard({
  item: { id, what, person, complaint, notedAt, doneAt },
}: {
  item: TrainingItem;
}) {
  const me = useMe();
  const finishing = useKnowledgeAct({ said: t`Learnt.` });
  return (
    <li className="card">
      <p className="byline">
        <strong dir="auto">{what}</strong>
        <span>
          {person.id !== me.id && `${person.name} · `}
          <At at={doneAt ?? notedAt} />
        </span>
      </p>
      <p>
        <Link to="/complaints/$id" params={{ id: complaint.id }} className="reference">
          {complaint.reference}
        </Link>
      </p>
      <Fault fault={finishing.error} />
      {!doneAt && (
        <div className="buttons">
          <Button
            isBusy={finishing.isPending}
            onPress={() => finishing.mutate({ path: `/training/${id}/done` })}
          >
            <Trans>
              It is learnt<span className="unseen">: {what}</span>
            </Trans>
          </Button>
        </div>
      )}
    </li>
  );
}
