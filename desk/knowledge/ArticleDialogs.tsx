import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { DayField } from '../parts/DayField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField } from '../parts/fields.tsx';
import type { Article } from './knowledge-types.ts';
import { useKnowledgeAct } from './use-knowledge-act.ts';
import { suggestedReview } from './words.ts';

export type ArticleWish = 'review' | 'owner' | 'publish' | 'retire';

type Props = { article: Article; onClose: () => void };

export function ArticleDialogs({ wish, ...props }: Props & { wish: ArticleWish }) {
  switch (wish) {
    case 'review':
      return <ReviewDialog {...props} />;
    case 'owner':
      return <OwnerDialog {...props} />;
    case 'publish':
      return <PublishDialog {...props} />;
    case 'retire':
      return <RetireDialog {...props} />;
  }
}

function ReviewDialog({ article: { id }, onClose }: Props) {
  const [reviewOn, setDay] = useState(() => suggestedReview(new Date()));
  const acting = useKnowledgeAct({ said: t`Reviewed.`, onDone: onClose });
  return (
    <Dialog title={t`It is right as it is`} onClose={onClose}>
      <ActForm
        button={t`I have looked: it is right`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/review`, body: { reviewOn } })}
      >
        <DayField
          label={t`Look again by`}
          hint={t`When the day is over, its owner gets a task.`}
          value={reviewOn}
          onChange={setDay}
        />
      </ActForm>
    </Dialog>
  );
}

function OwnerDialog({ article: { id, owner }, onClose }: Props) {
  const [ownerId, choose] = useState('');
  const acting = useKnowledgeAct({ said: t`It has another owner.`, onDone: onClose });
  return (
    <Dialog title={t`Another owner`} onClose={onClose}>
      <ActForm
        button={t`They answer for it`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/ownership`, body: { ownerId } })}
      >
        <PersonField
          label={t`Who answers for it from now on?`}
          none={t`Choose a person`}
          without={owner.id}
          value={ownerId}
          onChange={choose}
        />
      </ActForm>
    </Dialog>
  );
}

const places = [
  ['internal', t`For ourselves only`],
  ['public', t`On the customers’ site`],
  ['first', t`On the customers’ site, and named on its first page`],
] as const;

type Place = (typeof places)[number][0];

function PublishDialog({ article: { id, isPublic, isFirst }, onClose }: Props) {
  const [place, choose] = useState<Place>(isFirst ? 'first' : 'public');
  const acting = useKnowledgeAct({
    said: place === 'internal' ? t`It is for ourselves again.` : t`Customers can read it now.`,
    onDone: onClose,
  });
  const send = (): void =>
    place === 'internal'
      ? acting.mutate({ path: `/articles/${id}/withdrawal` })
      : acting.mutate({
          path: `/articles/${id}/publication`,
          body: { isFirst: place === 'first' },
        });
  return (
    <Dialog title={t`Where it stands`} onClose={onClose}>
      <ActForm
        button={t`Let it stand there`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={send}
      >
        <fieldset>
          <legend>
            <Trans>Where can it be read?</Trans>
          </legend>
          {places
            .filter(([choice]) => isPublic || choice !== 'internal')
            .map(([choice, words]) => (
              <label key={choice} className="check">
                <input
                  type="radio"
                  name="place"
                  checked={place === choice}
                  onChange={() => choose(choice)}
                />
                {words}
              </label>
            ))}
        </fieldset>
        <p className="hint">
          <Trans>Customers see when it was last reviewed, and the name of its owner.</Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}

function RetireDialog({ article: { id }, onClose }: Props) {
  const acting = useKnowledgeAct({ said: t`Retired.`, onDone: onClose });
  return (
    <Dialog title={t`Retire this article`} onClose={onClose}>
      <ActForm
        button={t`Retire it`}
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/retirement` })}
      >
        <p>
          <Trans>
            It leaves the lists and the customers’ site, for good. What it said stays readable under
            “Retired”.
          </Trans>
        </p>
      </ActForm>
    </Dialog>
  );
}
