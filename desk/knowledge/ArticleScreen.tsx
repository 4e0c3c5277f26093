import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
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
          <BackArrow /> <Trans>Knowledge</Trans>
        </Link>
      </p>
      {article ? <Whole key={id} article={article} /> : <NotThere fault={error} />}
    </div>
  );
}

function NotThere({ fault }: { fault: unknown }) {
  if (!fault)
    return (
      <p className="quiet">
        <Trans>One moment …</Trans>
      </p>
    );
  return (
    <>
      <ScreenTitle title={t`This article cannot be shown`} />
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
            <Trans>See it as customers do</Trans>
          </a>
        </p>
      )}
      {before && (
        <details className="editions">
          <summary>
            <Trans>What it said before</Trans>
          </summary>
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
      <span>
        <Trans>{{ name: owner.name }} answers for it</Trans>
      </span>
      <span>
        <Trans>
          Last reviewed <At at={reviewedAt} />
        </Trans>
      </span>
      <span className={isPastReview ? 'due broken' : undefined}>
        {isPastReview ? (
          <Trans>Review was due by {{ date: dayInWords(reviewOn) }}</Trans>
        ) : (
          <Trans>Next review by {{ date: dayInWords(reviewOn) }}</Trans>
        )}
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
            <Trans>Change it</Trans>
          </Button>
          <Button onPress={() => want('review')}>
            <Trans>It is right as it is</Trans>
          </Button>
          <Button onPress={() => want('owner')}>
            <Trans>Another owner</Trans>
          </Button>
        </>
      )}
      {mayPublish && (
        <>
          <Button onPress={() => want('publish')}>
            {isPublic ? t`Where it stands` : t`Publish`}
          </Button>
          <Button onPress={() => want('retire')}>
            <Trans>Retire</Trans>
          </Button>
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
