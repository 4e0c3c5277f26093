import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
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
          <span aria-hidden="true">← </span>
          {wantedId ? 'To write' : 'Knowledge'}
        </Link>
      </p>
      <ScreenTitle title="Write an article" />
      {wanted && (
        <p className="lead">
          It is wanted: <strong dir="auto">{wanted.what}</strong>
        </p>
      )}
      {wantedId && !data ? (
        <p className="quiet">One moment …</p>
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
    said: 'Written.',
    onDone: async ({ articleId }) => {
      clear();
      await navigate({ to: '/knowledge/$id', params: { id: articleId } });
    },
  });
  const body = { ...draft, ...(wanted && { wantedId: wanted.id }) };
  return (
    <ActForm
      button="Keep it"
      isBusy={writing.isPending}
      fault={writing.error}
      onSend={() => writing.mutate({ path: '/articles', body })}
    >
      <ArticleFields draft={draft} change={change} />
      <div className="side-by-side">
        <PersonField
          label="Who answers for it?"
          value={draft.ownerId}
          onChange={(ownerId) => change({ ownerId })}
        />
        <DayField
          label="Look again by"
          value={draft.reviewOn}
          onChange={(reviewOn) => change({ reviewOn })}
        />
      </div>
      <p className="hint">It is for ourselves until somebody publishes it.</p>
    </ActForm>
  );
}
