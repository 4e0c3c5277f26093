import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useRef, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import type { Beside, Similar } from '../../knowledge/knowledge-types.ts';
import { besideQuestion, similarQuestion } from '../../knowledge/questions.ts';
import { Button } from '../../parts/Button.tsx';
import { At } from '../../parts/Due.tsx';
import { Fault } from '../../parts/Fault.tsx';
import { useKeys } from '../../shortcuts.ts';
import { closedWords, stateWords } from '../../words.ts';
import { FactGroup } from '../facts/Fact.tsx';

const ArticleDialog = lazyRouteComponent(() => import('./ArticleDialog.tsx'), 'ArticleDialog');
const LearnDialog = lazyRouteComponent(() => import('./LearnDialog.tsx'), 'LearnDialog');
const WantDialog = lazyRouteComponent(() => import('./WantDialog.tsx'), 'WantDialog');

/** What is known already: like complaints and how they ended, and articles. */
export function KnowledgeFacts({ complaint }: { complaint: Complaint }) {
  const { id } = complaint;
  const place = useRef<HTMLDivElement>(null);
  const { data: beside, error } = useQuery(besideQuestion(id));
  const { data: similar = [] } = useQuery(similarQuestion(id));
  const { articles = [], items = [], wanted = [] } = beside ?? {};
  useKeys({
    w: () => {
      place.current?.scrollIntoView({ block: 'nearest' });
      place.current?.querySelector<HTMLElement>('summary, button')?.focus();
    },
  });
  return (
    <FactGroup title={t`What we know`}>
      <div ref={place} className="known">
        <Fault fault={error} />
        {beside && articles.length === 0 && similar.length === 0 && (
          <p className="quiet">
            <Trans>Nothing like it was seen before, and no article fits.</Trans>
          </p>
        )}
        <Articles articles={articles} />
        <SeenBefore similar={similar} />
        <Noted items={items} wanted={wanted} />
        <KnowledgeActs complaint={complaint} />
      </div>
    </FactGroup>
  );
}

function Articles({ articles }: { articles: Beside['articles'] }) {
  const [opened, open] = useState<string | null>(null);
  if (articles.length === 0) return null;
  return (
    <details open>
      <summary>
        <Trans>Articles</Trans>
      </summary>
      <ul className="known-list">
        {articles.map(({ id, title, isPublic }) => (
          <li key={id}>
            <button type="button" className="as-link" dir="auto" onClick={() => open(id)}>
              {title}
            </button>
            {!isPublic && (
              <small>
                {' '}
                <Trans>for ourselves</Trans>
              </small>
            )}
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {opened && <ArticleDialog id={opened} onClose={() => open(null)} />}
      </Suspense>
    </details>
  );
}

const startMax = 120;

function SeenBefore({ similar }: { similar: Similar[] }) {
  if (similar.length === 0) return null;
  return (
    <details open>
      <summary>
        <Trans>Seen before</Trans>
      </summary>
      <ul className="known-list">
        {similar.map(({ id, reference, text, state, closedBasis, receivedAt, owner }) => (
          <li key={id}>
            <Link to="/complaints/$id" params={{ id }} className="reference">
              {reference}
            </Link>
            <p dir="auto" className="start">
              {startOf(text)}
            </p>
            <p className="article-facts">
              <span>{closedBasis ? closedWords({ closedBasis }) : stateWords[state]}</span>
              <span>{owner.name}</span>
              <At at={receivedAt} />
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}

function startOf(text: string | null): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line.length > startMax ? `${line.slice(0, startMax).trimEnd()} …` : line;
}

/** What was said about it here before, so that nobody says it twice. */
function Noted({ items, wanted }: Pick<Beside, 'items' | 'wanted'>) {
  const open = items.filter(({ doneAt }) => !doneAt);
  if (open.length === 0 && wanted.length === 0) return null;
  return (
    <ul className="known-list quiet">
      {wanted.map(({ id, what }) => (
        <li key={id}>
          <Trans>
            An article is wanted: <bdi>{what}</bdi>
          </Trans>
        </li>
      ))}
      {open.map(({ id, what }) => (
        <li key={id}>
          <Trans>
            You want to learn: <bdi>{what}</bdi>
          </Trans>
        </li>
      ))}
    </ul>
  );
}

function KnowledgeActs({ complaint }: { complaint: Complaint }) {
  const [opened, open] = useState<'learn' | 'want' | null>(null);
  const close = (): void => open(null);
  return (
    <div className="buttons fact-acts">
      <Button onPress={() => open('learn')}>
        <Trans>I did not know this</Trans>
      </Button>
      <Button onPress={() => open('want')}>
        <Trans>Customers ask this</Trans>
      </Button>
      <Suspense fallback={null}>
        {opened === 'learn' && <LearnDialog complaint={complaint} onClose={close} />}
        {opened === 'want' && <WantDialog complaint={complaint} onClose={close} />}
      </Suspense>
    </div>
  );
}
