import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { BackArrow } from '../parts/BackArrow.tsx';
import { DayField } from '../parts/DayField.tsx';
import { PersonField } from '../parts/fields.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { ArticleFields } from './ArticleFields.tsx';
import type { Wanted } from './knowledge-types.ts';
import { wantedQuestion } from './questions.ts';
import { useKnowledgeAct } from './use-knowledge-act.ts';
import { suggestedReview } from './words.ts';

export function NewArticleScreen() {
  const { wanted: wantedId } = useSearch({ from: '/shell/knowledge/new' });
  const { data } = useQuery({ ...wantedQuestion, enabled: wantedId !== undefined });
  const wanted = data?.find(({ id }) => id === wantedId);
  return (
    <div className="page form-page">
      <p className="way-back">
        <Link to={wantedId ? '/knowledge/wanted' : '/knowledge'}>
          <BackArrow /> {wantedId ? t`To write` : t`Knowledge`}
        </Link>
      </p>
      <ScreenTitle title={t`Write an article`} />
      {wanted && (
        <p className="lead">
          <Trans>
            It is wanted: <strong dir="auto">{ph({ what: wanted.what })}</strong>
          </Trans>
        </p>
      )}
      {wantedId && !data ? (
        <p className="quiet">
          <Trans>One moment …</Trans>
        </p>
      ) : (
        <NewArticleForm key={wantedId ?? ''} wanted={wanted} />
      )}
    </div>
  );
}

function NewArticleForm({ wanted }: { wanted: Wanted | undefined }) {
  const me = useMe();
  const navigate = useNavigate();
  const empty = useMemo(
    () => ({
      title: wanted?.what ?? '',
      text: '',
      language: 'en',
      ownerId: me.id,
      reviewOn: suggestedReview(new Date()),
    }),
    [wanted?.what, me.id],
  );
  const about = `article.new.${wanted?.id ?? ''}`;
  const { draft, change, clear } = useDraft({ staffId: me.id, about }, empty);
  const writing = useKnowledgeAct<{ articleId: string }>({
    said: t`Written.`,
    onDone: async ({ articleId }) => {
      clear();
      await navigate({ to: '/knowledge/$id', params: { id: articleId } });
    },
  });
  const body = { ...draft, ...(wanted && { wantedId: wanted.id }) };
  return (
    <ActForm
      button={t`Keep it`}
      isBusy={writing.isPending}
      fault={writing.error}
      onSend={() => writing.mutate({ path: '/articles', body })}
    >
      <ArticleFields draft={draft} change={change} />
      <div className="side-by-side">
        <PersonField
          label={t`Who answers for it?`}
          value={draft.ownerId}
          onChange={(ownerId) => change({ ownerId })}
        />
        <DayField
          label={t`Look again by`}
          value={draft.reviewOn}
          onChange={(reviewOn) => change({ reviewOn })}
        />
      </div>
      <p className="hint">
        <Trans>It is for ourselves until somebody publishes it.</Trans>
      </p>
    </ActForm>
  );
}
