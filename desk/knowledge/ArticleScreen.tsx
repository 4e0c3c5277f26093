import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { useKeys } from '../shortcuts.ts';
import { ArticleDialogs, type ArticleWish } from './ArticleDialogs.tsx';
import { ArticleWords } from './Blocks.tsx';
import type { Article, Edition } from './knowledge-types.ts';
import { articleQuestion } from './questions.ts';
import { dayInWords, languageName, standing } from './words.ts';

export function ArticleScreen() {
  const { id } = useParams({ from: '/shell/knowledge/$id' });
  const { data: article, error } = useQuery(articleQuestion(id));
  return (
    <div className="page">
      <p className="way-back">
        <Link to="/knowledge">
          <span aria-hidden="true">← </span>Knowledge
        </Link>
      </p>
      {article ? <Whole key={id} article={article} /> : <NotThere fault={error} />}
    </div>
  );
}

function NotThere({ fault }: { fault: unknown }) {
  if (!fault) return <p className="quiet">One moment …</p>;
  return (
    <>
      <ScreenTitle title="This article cannot be shown" />
      <Fault fault={fault} />
    </>
  );
}

function Whole({ article }: { article: Article }) {
  const { title, language, address, editions } = article;
  const [before] = editions.slice(1);
  return (
    <article>
      <ScreenTitle title={title}>
        <span dir="auto" lang={language}>
          {title}
        </span>
      </ScreenTitle>
      <ArticleFacts article={article} />
      <ArticleActs article={article} />
      <ArticleWords article={article} />
      {address && (
        <p>
          <a href={address} target="_blank" rel="noopener">
            See it as customers do
          </a>
        </p>
      )}
      {before && (
        <details className="editions">
          <summary>What it said before</summary>
          <ul className="cards">
            {editions.slice(1).map((edition) => (
              <EarlierEdition key={edition.edition} edition={edition} />
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

function ArticleFacts({ article }: { article: Article }) {
  const { owner, reviewOn, isPastReview, reviewedAt, language } = article;
  return (
    <p className="article-facts">
      <span>{standing(article)}</span>
      <span>{languageName(language)}</span>
      <span>{owner.name} answers for it</span>
      <span>
        Last reviewed <At at={reviewedAt} />
      </span>
      <span className={isPastReview ? 'due broken' : undefined}>
        {isPastReview ? 'Review was due by' : 'Next review by'} {dayInWords(reviewOn)}
      </span>
    </p>
  );
}

function ArticleActs({ article }: { article: Article }) {
  const me = useMe();
  const navigate = useNavigate();
  const [wish, want] = useState<ArticleWish | null>(null);
  const { id, isPublic, retiredAt } = article;
  const mayWrite = may(me, 'writeArticles') && !retiredAt;
  const mayPublish = may(me, 'publishArticles') && !retiredAt;
  const change = (): void => void navigate({ to: '/knowledge/$id/change', params: { id } });
  useKeys(mayWrite ? { m: change } : {});
  if (!mayWrite && !mayPublish) return null;
  return (
    <div className="buttons article-acts">
      {mayWrite && (
        <>
          <Button look="main" onPress={change}>
            Change it
          </Button>
          <Button onPress={() => want('review')}>It is right as it is</Button>
          <Button onPress={() => want('owner')}>Another owner</Button>
        </>
      )}
      {mayPublish && (
        <>
          <Button onPress={() => want('publish')}>
            {isPublic ? 'Where it stands' : 'Publish'}
          </Button>
          <Button onPress={() => want('retire')}>Retire</Button>
        </>
      )}
      {wish && <ArticleDialogs wish={wish} article={article} onClose={() => want(null)} />}
    </div>
  );
}

function EarlierEdition({ edition }: { edition: Edition }) {
  const { title, text, language, writtenAt, writtenBy } = edition;
  return (
    <li className="card">
      <p className="byline">
        <strong dir="auto" lang={language}>
          {title}
        </strong>
        <span>
          {writtenBy && `${writtenBy}, `}
          <At at={writtenAt} />
        </span>
      </p>
      <p className="words" dir="auto" lang={language}>
        {text}
      </p>
    </li>
  );
}
