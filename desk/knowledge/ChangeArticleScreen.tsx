import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { ArticleFields } from './ArticleFields.tsx';
import type { Article } from './knowledge-types.ts';
import { articleQuestion } from './questions.ts';
import { useKnowledgeAct } from './use-knowledge-act.ts';

export function ChangeArticleScreen() {
  const { id } = useParams({ from: '/shell/knowledge/$id/change' });
  const { data: article, error } = useQuery(articleQuestion(id));
  return (
    <div className="page form-page">
      <p className="way-back">
        <Link to="/knowledge/$id" params={{ id }}>
          <BackArrow /> <Trans>Back to the article</Trans>
        </Link>
      </p>
      <ScreenTitle title={t`Change the article`} />
      <Fault fault={error} />
      {article && <ChangeForm key={id} article={article} />}
    </div>
  );
}

function ChangeForm({ article }: { article: Article }) {
  const { id, title, text, language, edition } = article;
  const client = useQueryClient();
  const navigate = useNavigate();
  const empty = useMemo(
    () => ({ title, text, language, edition }),
    [title, text, language, edition],
  );
  const { draft, change, clear } = useDraft({ staffId: useMe().id, about: `article.${id}` }, empty);
  const changing = useKnowledgeAct({
    said: t`Changed.`,
    onDone: async () => {
      clear();
      await navigate({ to: '/knowledge/$id', params: { id } });
    },
  });
  const isOlder = draft.edition < edition;
  return (
    <>
      {isOlder && (
        <Meanwhile
          article={article}
          onMine={() => change({ edition })}
          onTheirs={() => {
            clear();
            changing.reset();
          }}
        />
      )}
      <ActForm
        button={t`Keep the change`}
        isBusy={changing.isPending}
        fault={changing.error}
        onSend={() =>
          changing.mutate(
            { path: `/articles/${id}/editions`, body: draft },
            // Somebody may have been quicker: look what it says now.
            { onError: () => void client.invalidateQueries({ queryKey: ['knowledge'] }) },
          )
        }
      >
        {/* The edition that was changed stays with the words, from the first letter on. */}
        <ArticleFields
          draft={draft}
          change={(part) => change({ ...part, edition: draft.edition })}
        />
      </ActForm>
    </>
  );
}

type MeanwhileProps = { article: Article; onMine: () => void; onTheirs: () => void };

/** Two wrote at once: neither is lost, and a person puts them together. */
function Meanwhile({ article, onMine, onTheirs }: MeanwhileProps) {
  const { editions, title, text, language } = article;
  const writer = editions[0]?.writtenBy;
  return (
    <section className="bar-note meanwhile" aria-label={t`Changed meanwhile`}>
      <p>
        <strong>
          {writer ? (
            <Trans>{writer} has changed this article since you began.</Trans>
          ) : (
            <Trans>Somebody has changed this article since you began.</Trans>
          )}
        </strong>{' '}
        <Trans>Your words are below, unharmed. This is what it says now:</Trans>
      </p>
      <div className="card" dir="auto" lang={language}>
        <strong>{title}</strong>
        <p className="words">{text}</p>
      </div>
      <div className="buttons">
        <Button onPress={onMine}>
          <Trans>Mine holds what is needed: go on</Trans>
        </Button>
        <Button onPress={onTheirs}>
          <Trans>Throw mine away</Trans>
        </Button>
      </div>
    </section>
  );
}
