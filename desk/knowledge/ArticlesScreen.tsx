import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Choices } from '../parts/Choices.tsx';
import { Fault } from '../parts/Fault.tsx';
import { LineField } from '../parts/fields.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import type { ArticlePart, ArticleRow } from './knowledge-types.ts';
import { articlesQuestion } from './questions.ts';
import { Tabs } from './Tabs.tsx';
import { dayInWords, partWords, standing } from './words.ts';

/** What we know, for ourselves and for customers. */
export function ArticlesScreen() {
  const mayWrite = may(useMe(), 'writeArticles');
  const [part, choose] = useState<ArticlePart>('all');
  const [words, look] = useState('');
  const q = useDeferredValue(words.trim());
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...articlesQuestion(part, q),
    placeholderData: (before) => before,
  });
  const articles = data?.pages.flatMap((page) => page.articles);
  return (
    <div className="page">
      <header className="page-head">
        <ScreenTitle title={t`Knowledge`} />
        {mayWrite && (
          <Link to="/knowledge/new" className="button plain">
            <Trans>Write an article</Trans>
          </Link>
        )}
      </header>
      <Tabs />
      <div className="look-for">
        <LineField label={t`Look for`} isRequired={false} value={words} onChange={look} />
        <Choices label={t`Which articles`} choices={partWords} chosen={part} onChoose={choose} />
      </div>
      <Fault fault={error} />
      {articles?.length === 0 && <NoArticle part={part} q={q} />}
      <ul className="articles">
        {articles?.map((article) => (
          <ArticleItem key={article.id} article={article} />
        ))}
      </ul>
      {hasNextPage && (
        <Button isBusy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </div>
  );
}

function NoArticle({ part, q }: { part: ArticlePart; q: string }) {
  if (q) {
    return (
      <Empty title={t`No article says “${q}”.`}>
        <Trans>Try another word, or write what you find out elsewhere.</Trans>
      </Empty>
    );
  }
  if (part === 'past_review') return <Empty title={t`Every article was looked at in time.`} />;
  if (part !== 'all') return <Empty title={t`None of the articles is one of these.`} />;
  return (
    <Empty title={t`Nothing is written down yet.`}>
      <Trans>Begin with the question that you have answered most often this week.</Trans>
    </Empty>
  );
}

function ArticleItem({ article }: { article: ArticleRow }) {
  const { id, title, language, owner, reviewOn, isPastReview } = article;
  return (
    <li>
      <Link to="/knowledge/$id" params={{ id }} dir="auto" lang={language}>
        {title}
      </Link>
      <p className="article-facts">
        <span>{standing(article)}</span>
        <span>{owner.name}</span>
        <span className={isPastReview ? 'due broken' : undefined}>
          {isPastReview ? (
            <Trans>Review was due by {{ date: dayInWords(reviewOn) }}</Trans>
          ) : (
            <Trans>Review by {{ date: dayInWords(reviewOn) }}</Trans>
          )}
        </span>
      </p>
    </li>
  );
}
